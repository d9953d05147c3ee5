import { type Prediction, Random, type SparseVector } from '@rivulet/core'
import { Accuracy, CrossEntropy } from '@rivulet/metrics'
import { baselines } from './baselines.ts'
import type { Events } from './events.ts'
import { newLearner } from './learners.ts'
import { Progress } from './progress.ts'
import type { Row } from './row.ts'

/** How many events are timed at once: enough for the clock, and so few that most turns end before another program gets the processor. */
const CHUNK = 64

/** How a stream is learned. */
export interface BenchmarkOptions {
  readonly delay: number
  /** The seed of the order of the events; `undefined` is that of the file. */
  readonly shuffle: number | undefined
  /** At least so many events are timed, in passes for the clock alone: in the first, nothing is compiled yet. */
  readonly timed: number
  /** A clock, in milliseconds. */
  readonly now: () => number
}

/**
 * Every learner's single pass over a stream, and what an event costs in further ones. The learners take turns, a chunk of
 * events each, so that what slows the machine down slows all; whatever is not predicting or learning is not timed.
 */
export function benchmark(
  stream: string,
  events: Events,
  learners: readonly string[],
  { delay, shuffle, timed, now }: BenchmarkOptions,
): Row[] {
  const inFile = [...Array(events.size).keys()]
  const order = shuffle === undefined ? inFile : new Random(shuffle).shuffle(inFile)
  const labels = events.classes()
  const trivial = baselines(events, order, delay)
  const passes = 1 + Math.max(1, Math.ceil(timed / events.size))
  const entries = learners.map((name) => ({
    name,
    progress: Array.from({ length: passes }, () => new Progress(newLearner(name, labels), events, order, delay)),
    logLoss: new CrossEntropy<number>(),
    accuracy: new Accuracy<number>(),
    times: [] as number[],
  }))
  for (let pass = 0; pass < passes; pass++) {
    for (let start = 0; start < events.size; start += CHUNK) {
      const chunk = order.slice(start, start + CHUNK)
      const xs: SparseVector[] = chunk.map((i) => events.x(i))
      for (const { progress, logLoss, accuracy, times } of entries) {
        const before = now()
        const tickets = (progress[pass] as Progress).advance(xs)
        if (pass > 0) {
          times.push((now() - before) / chunk.length)
          continue
        }
        for (const [k, i] of chunk.entries()) {
          const ticket = tickets[k] as Prediction<number>
          logLoss.update(events.y(i), ticket, events.weight(i))
          accuracy.update(events.y(i), ticket, events.weight(i))
        }
      }
    }
  }
  return entries.map(({ name, logLoss, accuracy, times }) => ({
    stream,
    learner: name,
    events: events.size,
    logLoss: logLoss.value,
    accuracy: accuracy.value,
    ...trivial,
    microseconds: Math.round(1e6 * median(times)) / 1e3,
  }))
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] as number
}
