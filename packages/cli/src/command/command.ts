import type { Arguments } from './arguments.ts'
import type { Terminal } from './terminal.ts'

/** An option of a command. */
export interface OptionSpec {
  readonly name: string
  /** What its value is, in capitals; an option without one is there or not. */
  readonly value?: string
  /** Whether it may be given several times, or with several values between commas. */
  readonly isList?: boolean
  /** What it does, for `--help`. */
  readonly help: string
}

/** An example of `--help`, which runs as a test. */
export interface CommandExample {
  readonly says: string
  readonly line: string
}

/** A command of `rivulet`: what it is called, what it takes, and what it does. */
export interface Command {
  readonly name: string
  /** What it does, in a line. */
  readonly summary: string
  /** Its arguments, as in `FILE… --label FIELD`. */
  readonly usage: string
  readonly options: readonly OptionSpec[]
  /** What else a person should know. */
  readonly details: string
  readonly examples: readonly CommandExample[]
  /** Does it, and gives the exit code. */
  run(args: Arguments, terminal: Terminal): Promise<number>
}
