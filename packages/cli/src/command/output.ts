import type { Writable } from 'node:stream'
import { reasonOf } from './reasonOf.ts'

/** Standard output that may be closed, full or gone while the command has other things to do. */
export interface Output {
  print(line: string): void
  /** Resolves when what was printed is on its way; `undefined` if there is nothing to wait for. */
  drained(): Promise<void> | undefined
  /** Comes when nobody reads any more. */
  readonly unread: AbortSignal
  /** The code to end with: that of the command, or 1 if what it printed could not all be written. */
  exitCode(code: number): number
}

/**
 * Writes lines to a stream. That nobody reads (EPIPE) is quiet; any other error is told once, and is an error of the command.
 *
 * @param stream - standard output
 * @param complain - is told of the error
 *
 * @example
 * ```ts
 * import { outputOf } from '@rivulet/cli/output'
 * import { PassThrough } from 'node:stream'
 *
 * const stream = new PassThrough()
 * const complaints: string[] = []
 * const output = outputOf(stream, (line) => complaints.push(line))
 * stream.emit('error', Object.assign(new Error('write'), { code: 'ENOSPC' }))
 * complaints // => ['rivulet: standard output cannot be written: the disk is full (ENOSPC)']
 * output.exitCode(0) // => 1
 * ```
 */
export function outputOf(stream: Writable, complain: (line: string) => void): Output {
  const unread = new AbortController()
  let lost: 'unread' | 'failed' | undefined
  let isFull = false
  let wake = (): void => {}
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (lost !== undefined) return
    lost = error.code === 'EPIPE' ? 'unread' : 'failed'
    wake()
    if (lost === 'unread') unread.abort('EPIPE')
    else complain(`rivulet: standard output cannot be written: ${reasonOf(error)}`)
  })
  return {
    print(line) {
      if (lost === undefined && !stream.write(`${line}\n`)) isFull = true
    },
    drained() {
      if (!isFull || lost !== undefined) return undefined
      isFull = false
      return new Promise((resolve) => {
        wake = resolve
        stream.once('drain', resolve)
      })
    },
    unread: unread.signal,
    exitCode: (code) => (code === 0 && lost === 'failed' ? 1 : code),
  }
}
