import { parseArgs } from 'node:util'

/** What was asked for on the command line. */
export interface DriftOptions {
  readonly json: boolean
  readonly events: number
  readonly seed: number
}

/** The command line, for `--help`. */
export const USAGE: string = `Drift detectors with their defaults on synthetic streams that change at known events.

npm run bench:drift -- [options]

  --events N    events in each stream, from 20000, default 200000; they change about every 10,000
  --seed N      equal seeds give equal streams, default 1
  --json        a JSON line for each detector and stream
  --help        this text`

/** Says in one line what is wrong with the command line. */
export class OptionError extends Error {}

/**
 * Reads the command line.
 *
 * @throws OptionError for anything that is not as it should be
 */
export function parseOptions(args: readonly string[]): DriftOptions | 'help' {
  const values = parse(args)
  if (values.help) return 'help'
  return {
    json: values.json,
    events: wholeNumber('--events', values.events, 20_000, 10_000_000),
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 32 - 4),
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new OptionError(`${name} should be a whole number from ${least} to ${most}, but is ${JSON.stringify(text)}`)
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        events: { type: 'string', default: '200000' },
        seed: { type: 'string', default: '1' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    // Node explains itself at length; its first sentence says it.
    throw new OptionError(((error as Error).message.split(/\.(?:\s|$)/)[0] as string).split('\n')[0] as string)
  }
}
