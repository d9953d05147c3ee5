import { parseArgs } from 'node:util'

/** What `rivulet train` was asked for. */
export interface TrainCommand {
  readonly name: 'train'
  /** A file, or '-' for standard input. */
  readonly input: string
  /** The field to predict; all others are features. */
  readonly label: string
  readonly model: 'auto' | 'sgd'
  /** Where to keep the snapshot, if anywhere. */
  readonly snapshot: string | undefined
  /** A snapshot is due after so many events. */
  readonly every: number
  readonly json: boolean
}

/** What was asked for on the command line. */
export type Command =
  | TrainCommand
  | { readonly name: 'inspect'; readonly snapshot: string }
  | { readonly name: 'diff'; readonly before: string; readonly after: string }
  | { readonly name: 'help' }

/** The command line, for `--help`. */
export const USAGE = `Online machine learning on files and pipes.

rivulet train FILE|- --label FIELD [options]   learn from JSON lines or CSV, one event at a time: predict, score, learn
  --model auto|sgd     auto needs no tuning (default); sgd is softmax regression with a decaying step size
  --snapshot FILE      go on from this snapshot if it is there, and keep it up to date: kill the process, and start it again
  --every N            a snapshot after every N events, default 10000
  --json               JSON lines instead of a table

rivulet inspect SNAPSHOT                       what a snapshot holds
rivulet diff SNAPSHOT SNAPSHOT                 what is different in two

A file may be gzipped, and may be killed over and over without a trace. What comes through a pipe and was not yet in a snapshot is
lost with the process.`

/** Says in one line what is wrong with the command line. */
export class CommandError extends Error {}

/**
 * Reads the command line.
 *
 * @throws CommandError for anything that is not as it should be
 */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args)
  const [name, ...files] = positionals
  if (values.help === true) return { name: 'help' }
  if (name === 'inspect') {
    const [snapshot] = take(files, 1, 'inspect needs one snapshot')
    return { name, snapshot: snapshot as string }
  }
  if (name === 'diff') {
    const [before, after] = take(files, 2, 'diff needs two snapshots')
    return { name, before: before as string, after: after as string }
  }
  if (name !== 'train') {
    throw new CommandError(
      `the command should be train, inspect or diff, but is ${JSON.stringify(name ?? '')}; see --help`,
    )
  }
  const [input] = take(files, 1, "train needs one file, or '-' for standard input")
  const { label, model = 'auto', snapshot, every = '10000', json = false } = values
  if (label === undefined || label === '') throw new CommandError('train needs --label FIELD, the field to predict')
  if (model !== 'auto' && model !== 'sgd')
    throw new CommandError(`--model should be auto or sgd, but is ${JSON.stringify(model)}`)
  if (!/^[1-9]\d{0,14}$/.test(every)) {
    throw new CommandError(`--every should be a whole number from 1 on, but is ${JSON.stringify(every)}`)
  }
  return { name, input: input as string, label, model, snapshot, every: Number(every), json }
}

function take(files: readonly string[], count: number, complaint: string): readonly string[] {
  if (files.length !== count) throw new CommandError(complaint)
  return files
}

function parse(args: readonly string[]): {
  values: { label?: string; model?: string; snapshot?: string; every?: string; json?: boolean; help?: boolean }
  positionals: string[]
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        label: { type: 'string' },
        model: { type: 'string' },
        snapshot: { type: 'string' },
        every: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    // Node explains itself at length; its first sentence says it.
    throw new CommandError((error as Error).message.split(/\.\s|\n/)[0] as string)
  }
}
