import { isAbsolute, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ablations, contenders, isLearner } from './learners.ts'
import { schedules } from './schedules.ts'

/** What was asked for on the command line. */
export interface Options {
  /** Where the streams are. */
  readonly folder: string
  readonly json: boolean
  readonly learners: readonly string[]
  /** How many more events are predicted before the label of one comes. */
  readonly delay: number
  /** The seed of the order of the events; `undefined` is that of the file. */
  readonly shuffle: number | undefined
  /** How many events each learner is timed at, at least. */
  readonly timed: number
}

/** The command line, for `--help`. */
export const USAGE: string = `Learn every stream of a folder, one pass, progressively: predict, score, learn.

npm run bench:learning -- DIR [options]

  DIR                the folder: its *.vw and *.vw.gz, Vowpal Wabbit text whose labels are classes
  --learners a,b     some of ${contenders.join(', ')} (these are the default),
                     ${ablations.join(', ')},
                     ${schedules.join(', ')},
                     each from η₀ = 0.1 or, as in sgd-1/t@5, from another
                     (for bottou and pegasos it is a penalty's strength, 0.0001);
                     scaled+ before a name puts a standard scaler before the learner
  --delay N          a label comes when N more events have been predicted; default 0
  --shuffle SEED     the events in random order instead of the file's
  --timed N          each learner is timed at N events at least; default 50000
  --json             a JSON line for each stream and learner
  --help             this text`

/** Says in one line what is wrong with the command line, or with what it names. */
export class OptionError extends Error {}

/**
 * Reads the command line.
 *
 * @returns the options, or 'help'
 * @throws OptionError for anything that is not as it should be
 */
export function parseOptions(args: readonly string[]): Options | 'help' {
  const { values, positionals } = parse(args)
  if (values.help) return 'help'
  const [folder, ...more] = positionals
  if (folder === undefined || more.length > 0) {
    throw new OptionError(`DIR should be one folder, but is ${positionals.length} of them`)
  }
  // The root script cannot know whether its shell writes a variable $LIKE_THIS or %LIKE_THIS%, and gives it both ways.
  const typedIn = values['typed-in'].find((where) => isAbsolute(where)) ?? process.cwd()
  const learners = values.learners === undefined ? contenders : [...new Set(values.learners.split(','))]
  for (const name of learners)
    if (!isLearner(name)) throw new OptionError(`there is no learner ${JSON.stringify(name)}`)
  return {
    folder: resolve(typedIn, folder),
    json: values.json,
    learners,
    delay: wholeNumber('--delay', values.delay, Number.MAX_SAFE_INTEGER),
    shuffle: values.shuffle === undefined ? undefined : wholeNumber('--shuffle', values.shuffle, 2 ** 32 - 1),
    timed: wholeNumber('--timed', values.timed, Number.MAX_SAFE_INTEGER),
  }
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value <= most) return value
  throw new OptionError(`${name} should be a whole number from 0 to ${most}, but is ${JSON.stringify(text)}`)
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'typed-in': { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        learners: { type: 'string' },
        delay: { type: 'string', default: '0' },
        shuffle: { type: 'string' },
        timed: { type: 'string', default: '50000' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    // Node explains itself at length; its first sentence says it.
    throw new OptionError(((error as Error).message.split(/\.(?:\s|$)/)[0] as string).split('\n')[0] as string)
  }
}
