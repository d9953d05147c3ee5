import type { Arguments } from '../command/arguments.ts'
import type { OptionSpec } from '../command/command.ts'
import { OptionError } from '../command/optionError.ts'
import { INPUT_OPTIONS, type InputOptions, inputOptions } from '../input/inputOptions.ts'
import { type AskedModel, MODEL_OPTIONS, modelOptions } from '../model/modelOptions.ts'

/** What `rivulet train` is asked for. */
export interface TrainOptions {
  readonly input: InputOptions
  readonly asked: AskedModel
  readonly snapshot: string | undefined
  readonly every: number
  readonly follow: boolean
  readonly next: boolean
  readonly spool: string | undefined
  /** How often the files are learned. */
  readonly passes: number
  /** A file with the labels, and the field by which they belong to events. */
  readonly labels: { readonly file: string; readonly key: string } | undefined
  readonly json: boolean
  readonly quiet: boolean
}

/** A snapshot after so many entries: with a model of 100,000 features and snapshots of 14 MB it takes 5 % of the time. */
const EVERY = 10_000

/** The options of `rivulet train`. */
export const TRAIN_OPTIONS: readonly OptionSpec[] = [
  ...INPUT_OPTIONS,
  ...MODEL_OPTIONS,
  { name: 'snapshot', value: 'FILE', help: 'keep everything learned in FILE, and go on from it if it is there' },
  { name: 'every', value: 'N', help: `write the snapshot after each N records; ${EVERY} unless given` },
  { name: 'next', help: 'the files are the next ones: begin those that the snapshot does not know' },
  { name: 'follow', help: 'wait at the end of the last file for more, as tail -F does, until SIGTERM or Ctrl-C' },
  { name: 'spool', value: 'FOLDER', help: 'keep standard input in FOLDER until it is in the snapshot' },
  { name: 'passes', value: 'N', help: 'learn the files N times; the scores are those of the first time' },
  { name: 'labels', value: 'FILE', help: 'the labels stand in FILE, beside the key' },
  { name: 'key', value: 'FIELD', help: 'the field that an event and its label in --labels share' },
  { name: 'json', help: 'a JSON line for each row of the table, and one for the end' },
  { name: 'quiet', help: 'no table' },
]

/**
 * Reads what `rivulet train` is asked for.
 *
 * @throws OptionError for what does not fit together
 */
export function trainOptions(args: Arguments): TrainOptions {
  const input = inputOptions(args, args.positionals)
  const snapshot = args.text('snapshot')
  const spool = args.text('spool')
  const isStandard = input.files[0] === '-'
  if (snapshot === undefined && args.has('every')) throw new OptionError('--every is for --snapshot')
  if (snapshot === undefined && args.has('next')) throw new OptionError('--next is for --snapshot')
  if (args.has('follow') && isStandard)
    throw new OptionError('--follow is for a file: standard input is followed anyway')
  if (spool !== undefined && !isStandard) throw new OptionError('--spool is for standard input (-)')
  if (spool !== undefined && snapshot === undefined) throw new OptionError('--spool is for --snapshot')
  if (isStandard && args.has('passes'))
    throw new OptionError('--passes is for files: standard input cannot be read again')
  if (args.has('labels') !== args.has('key')) throw new OptionError('--labels FILE and --key FIELD go together')
  const file = args.text('labels')
  return {
    input,
    asked: modelOptions(args),
    snapshot,
    every: args.count('every', EVERY),
    follow: args.has('follow'),
    next: args.has('next'),
    spool,
    passes: args.count('passes', 1),
    labels: file === undefined ? undefined : { file, key: args.needed('key', 'FIELD') },
    json: args.has('json'),
    quiet: args.has('quiet'),
  }
}
