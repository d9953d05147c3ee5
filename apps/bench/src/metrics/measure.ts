import { type Prediction, Random } from '@rivulet/core'

/** Labels with the tickets made before them. */
export interface Scored {
  readonly labels: readonly number[]
  readonly tickets: readonly Prediction<number>[]
}

/** Events of so many classes, with probabilities that look like a model's; few enough to stay in the cache. */
export function scored(classes: number, events = 2048, seed = 1): Scored {
  const random = new Random(seed)
  const known = Array.from({ length: classes }, (_, k) => k)
  const tickets = Array.from({ length: events }, (): Prediction<number> => {
    const sizes = known.map(() => random.next() ** 3 + 1e-3)
    const total = sizes.reduce((a, b) => a + b)
    const probabilities = sizes.map((size) => size / total)
    return { label: probabilities.indexOf(Math.max(...probabilities)), labels: known, probabilities }
  })
  return { labels: tickets.map(() => random.below(classes)), tickets }
}

/** Counts one event. */
export type Step = (y: number, ticket: Prediction<number>) => void

/**
 * Nanoseconds of processor time that an event takes: the best of `rounds` runs over all events, for the others were
 * disturbed.
 */
export function nanoseconds(step: Step, { labels, tickets }: Scored, rounds = 12): number {
  let best = Infinity
  const repeat = 128
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage().user
    for (let r = 0; r < repeat; r++) {
      for (let i = 0; i < tickets.length; i++) step(labels[i] as number, tickets[i] as Prediction<number>)
    }
    const microseconds = process.cpuUsage().user - before
    best = Math.min(best, (microseconds * 1000) / (repeat * tickets.length))
  }
  return best
}
