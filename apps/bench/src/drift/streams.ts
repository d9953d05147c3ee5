import { Random } from '@rivulet/core'

/** One event as a detector sees it. */
export interface DriftEvent {
  /** 1 if the model was wrong, else 0. */
  readonly error: number
  /** What came: one of three classes. */
  readonly label: number
}

/** A synthetic stream of which it is known where it changes. */
export interface DriftStream {
  readonly name: string
  readonly events: readonly DriftEvent[]
  /** The events at which a change begins, ascending. */
  readonly changes: readonly number[]
}

/** How many events lie between two changes. */
const apart = 10_000
const calm = 0.1
const wrong = 0.3

/**
 * The four streams. A change raises the error of the model from .1 to .3, where it stays until the model, relearning,
 * has come back, and moves the labels to other frequencies, where they stay.
 *
 * - stationary: error .2, no change;
 * - abrupt: at once, for 2,000 events, back over 1,000;
 * - gradual: over 2,000 events, there for 1,000, back over 1,000;
 * - recurring: at once, back over 2,000; the labels go to and fro between two distributions.
 *
 * @param events - how many events each stream has
 * @param seed - equal seeds give equal streams
 */
export function driftStreams(events: number, seed: number): DriftStream[] {
  return [
    stream('stationary', events, seed, () => 0.2, 0, false),
    stream('abrupt', events, seed + 1, (t) => (t < 2000 ? wrong : back(t - 2000, 1000)), 1, false),
    stream('gradual', events, seed + 2, (t) => gradually(t), 2000, false),
    stream('recurring', events, seed + 3, (t) => back(t, 2000), 1, true),
  ]
}

/** The error t events after the model began to relearn, when that takes so many events. */
function back(t: number, within: number): number {
  return wrong + (calm - wrong) * Math.min(1, t / within)
}

function gradually(t: number): number {
  if (t < 2000) return calm + (wrong - calm) * (t / 2000)
  return t < 3000 ? wrong : back(t - 3000, 1000)
}

/** `errorAfter` is the error t events after a change; `ramp`, how long the labels take to move, 0 if they never do. */
function stream(
  name: string,
  length: number,
  seed: number,
  errorAfter: (t: number) => number,
  ramp: number,
  recurring: boolean,
): DriftStream {
  const random = new Random(seed)
  const changes: number[] = []
  const worlds = [distribution(random), distribution(random)]
  let [from, to] = [worlds[0] as number[], worlds[0] as number[]]
  let next = ramp === 0 ? Infinity : apart
  const events = Array.from({ length }, (_, i): DriftEvent => {
    if (i === next) {
      changes.push(i)
      // Not in step with anything that a detector counts.
      next += apart - 500 + random.below(1000)
      from = to
      to = recurring ? (worlds[changes.length % 2] as number[]) : distribution(random)
    }
    const since = i - (changes.at(-1) ?? -Infinity)
    const error = ramp === 0 ? errorAfter(0) : since === Infinity ? calm : errorAfter(since)
    const moved = ramp === 0 ? 0 : Math.min(1, since / ramp)
    const label = draw(random, from, to, moved)
    return { error: random.next() < error ? 1 : 0, label }
  })
  return { name, events, changes }
}

function distribution(random: Random): number[] {
  const sizes = [0, 1, 2].map(() => 0.2 + random.next())
  const total = sizes.reduce((a, b) => a + b)
  return sizes.map((size) => size / total)
}

function draw(random: Random, from: readonly number[], to: readonly number[], moved: number): number {
  let left = random.next()
  for (let k = 0; k < from.length - 1; k++) {
    left -= (from[k] as number) * (1 - moved) + (to[k] as number) * moved
    if (left < 0) return k
  }
  return from.length - 1
}
