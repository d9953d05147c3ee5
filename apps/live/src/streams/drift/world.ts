import { Random } from '@rivulet/core'

/** How many events lie between two changes. */
export const APART = 10_000

/** How many events a gradual change takes. */
export const GRADUAL = 2000

/** The ways in which the world changes, in turn: to a new concept at once, to another little by little, and back to the first. */
export const KINDS = ['abrupt', 'gradual', 'recurring'] as const

/** One of {@link KINDS}. */
export type ChangeKind = (typeof KINDS)[number]

/** A change of the world: the event at which it begins, and the one at which it is over. */
export interface Change {
  readonly from: number
  readonly to: number
  readonly kind: ChangeKind
}

/** A point and its class. */
export type Example = readonly [x: number, y: number, label: 'yes' | 'no']

/** What holds in turn: weights of both coordinates, and a bias, on which depends how often the answer is yes: .50, .32, .63. */
const CONCEPTS = [
  [1, 1, 0],
  [1, -1, -0.7],
  [-1, -1, 0.5],
] as const

/** How much of the answer is chance: no model is right about more than 89 % of the events. */
const NOISE = 0.5

/** 2³² divided by the golden ratio: seeds that lie far apart. */
const GOLDEN = 0x9e3779b9

/**
 * Event n of a world that changes at known events.
 *
 * x ~ N(0, 1)², y = yes if w_c · x + b_c + ε/2 > 0, ε ~ N(0, 1); the concept c is A for 10,000 events, then B, then C, then A again.
 * The change from B to C takes 2,000 events: the j-th of them is of C with probability j / 2000.
 *
 * Each event depends on the seed and on n alone, so the stream can be read from anywhere.
 *
 * @param seed - equal seeds give equal events
 * @param n - from 0
 */
export function exampleAt(seed: number, n: number): Example {
  const random = new Random((seed + Math.imul(n, GOLDEN)) >>> 0)
  const [a, b] = [random.normal(), random.normal()]
  const noise = random.normal()
  const [wa, wb, bias] = CONCEPTS[conceptAt(n, random.next())] as (typeof CONCEPTS)[number]
  return [a, b, wa * a + wb * b + bias + NOISE * noise > 0 ? 'yes' : 'no']
}

/** The change that began last, at event n or before; undefined in the first 10,000 events. */
export function changeAt(n: number): Change | undefined {
  const count = Math.floor(n / APART)
  if (count === 0) return undefined
  const kind = KINDS[(count - 1) % KINDS.length] as ChangeKind
  return { from: count * APART, to: count * APART + (kind === 'gradual' ? GRADUAL : 0), kind }
}

/** Which concept holds at event n; `chance`, from 0 to 1, decides while a gradual change is under way. */
function conceptAt(n: number, chance: number): number {
  const concept = Math.floor(n / APART) % CONCEPTS.length
  const underWay = changeAt(n)?.kind === 'gradual' && chance >= (n % APART) / GRADUAL
  return underWay ? concept - 1 : concept
}
