import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { MODELS, type ModelName } from './streams/learners.ts'
import type { Speed } from './streams/stream.ts'

/** What was asked for on the command line. */
export interface Options {
  readonly stream: string
  /** The learner that needs no tuning, or the lecture's. */
  readonly model: ModelName
  /** Undefined is the stream's own. */
  readonly speed: Speed | undefined
  /** Stop after so many scored events. */
  readonly limit: number
  /** Undefined is the usual port, or any free one if that is taken. */
  readonly port: number | undefined
  readonly headless: boolean
  readonly json: boolean
  /** The field of a JSON line that is its label. */
  readonly label: string | undefined
  /** Whether to forget the run that was stopped. */
  readonly fresh: boolean
  /** The folder where runs are kept. */
  readonly state: string
}

/** Where runs are kept unless another folder is named: beside the sources, ignored by git. */
const STATE = fileURLToPath(new URL('../.state', import.meta.url))

/** The command line, for `--help`. */
export const USAGE = `Watch a model learn from a stream of real events.

npm start -- [options]

  --stream flights    3,000,000 flights of 2001: will this one be late? (default)
           digits     10,000 handwritten digits
           plane      points that drift, four models side by side, and yours to add to
           drift      a world that changes at known events: detectors, and what acting on them is worth
           stdin      JSON lines from standard input; needs --label
           http       events sent to the server, POST /events; needs --label
  --label FIELD       the field of a JSON line to predict; all others are features
  --model auto|sgd    the learner that needs no tuning (default), or plain SGD with a decaying step
  --speed N|max       stream time passes N times as fast as real time, or as fast as it can
  --limit N           stop after N scored events
  --fresh             begin anew; else a run that was stopped goes on where it was
  --state FOLDER      where runs are kept
  --port P            the port of the page
  --headless          no page
  --json              a JSON line for each row of the table, and one for the end
  --help              this text`

/** Says in one line what is wrong with the command line. */
export class OptionError extends Error {}

/**
 * Reads the command line.
 *
 * @returns the options, or 'help'
 * @throws OptionError for anything that is not as it should be
 */
export function parseOptions(args: readonly string[], streams: readonly string[]): Options | 'help' {
  const { values } = parse(args)
  if (values.help) return 'help'
  const { stream, label } = values
  if (!streams.includes(stream)) throw wrong('--stream', `one of ${streams.join(', ')}`, stream)
  const { model: named = 'auto' } = values
  const model = MODELS.find((name) => name === named)
  if (model === undefined) throw wrong('--model', `one of ${MODELS.join(', ')}`, named)
  if ((stream === 'plane' || stream === 'drift') && values.model !== undefined)
    throw new OptionError(`--stream ${stream} has its own models: leave --model out`)
  const labelled = stream === 'stdin' || stream === 'http'
  if (labelled && (label === undefined || label === '')) throw new OptionError(`--stream ${stream} needs --label FIELD`)
  if (!labelled && label !== undefined)
    throw new OptionError(`--label is for --stream stdin and http, not for ${stream}`)
  if (labelled && values.speed !== undefined && values.speed !== 'max') {
    throw new OptionError(`--stream ${stream} comes at its own speed: leave --speed out`)
  }
  if (stream === 'http' && values.headless)
    throw new OptionError('--stream http needs the server: leave --headless out')
  if (values.state === '') throw wrong('--state', 'a folder', values.state)
  return {
    stream,
    label,
    model,
    speed: values.speed === undefined ? undefined : parseSpeed(values.speed),
    limit: values.limit === undefined ? Infinity : wholeNumber('--limit', values.limit, 1, Number.MAX_SAFE_INTEGER),
    port: values.port === undefined ? undefined : wholeNumber('--port', values.port, 0, 65_535),
    headless: values.headless,
    json: values.json,
    fresh: values.fresh,
    state: values.state,
  }
}

/** Reads a speed: a number > 0, or 'max'. */
export function parseSpeed(text: string): Speed {
  if (text === 'max') return 'max'
  const speed = text.trim() === '' ? Number.NaN : Number(text)
  if (!(speed > 0 && speed < Infinity)) throw wrong('--speed', "a number > 0, or 'max'", text)
  return speed
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most)) throw wrong(name, `a whole number from ${least} to ${most}`, text)
  return value
}

function wrong(name: string, expected: string, actual: string): OptionError {
  return new OptionError(`${name} should be ${expected}, but is ${JSON.stringify(actual)}`)
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        stream: { type: 'string', default: 'flights' },
        label: { type: 'string' },
        model: { type: 'string' },
        speed: { type: 'string' },
        limit: { type: 'string' },
        port: { type: 'string' },
        headless: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        fresh: { type: 'boolean', default: false },
        state: { type: 'string', default: STATE },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    // Node explains itself at length; its first sentence says it.
    throw new OptionError(((error as Error).message.split(/\.(?:\s|$)/)[0] as string).split('\n')[0] as string)
  }
}
