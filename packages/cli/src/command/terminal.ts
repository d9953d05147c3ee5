import type { Readable } from 'node:stream'

/** What a command reads from and is told on: a process, or a test. */
export interface Terminal {
  /** Standard input. */
  readonly input: Readable
  /** Writes a line to standard output; does nothing when that takes no more. */
  print(line: string): void
  /** To be awaited by who prints much: resolves when what was printed is on its way; `undefined` if there is nothing to wait for. */
  drained(): Promise<void> | undefined
  /** Writes a line to standard error. */
  complain(line: string): void
  /** A signal that asks for a graceful stop; from its first call on it is listened for. */
  stopped(): AbortSignal
  /** Comes when nobody reads standard output any more, as after `head -3`. */
  readonly unread: AbortSignal
}
