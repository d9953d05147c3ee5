import { encode, restore } from '../snapshot/index.ts'
import { isSparse } from '../vector/isSparse.ts'
import type { Prediction, Stateful, Vector } from '../vocabulary.ts'
import { same } from './clone.ts'
import { claim, claimSameBytes } from './law.ts'

/**
 * What is no number and yet compares, adds and multiplies like one: `'2' > 0`, `[3] * 2`, `null >= 0`. Each is to be refused, never
 * converted, by whatever takes a number from outside.
 *
 * @example
 * ```ts
 * import { COERCED } from '@rivulet/core/conformance'
 *
 * COERCED.every((value) => typeof value !== 'number') // => true
 * ```
 */
export const COERCED: readonly unknown[] = Object.freeze([
  '2',
  '',
  [],
  [3],
  new Date(3),
  null,
  true,
  false,
  2n,
  Object(2),
  { valueOf: () => 2 },
  { [Symbol.toPrimitive]: () => 1 },
])

/** A vector with something else in the place of its first number, and of its first index if it has any. */
export function* vectorsWith(x: Vector, value: unknown): Generator<Vector> {
  const put = (numbers: ArrayLike<number>): number[] => [value as number, ...Array.from(numbers).slice(1)]
  if (!isSparse(x)) {
    if (x.length > 0) yield put(x)
    return
  }
  if (x.indices.length === 0) return
  yield { indices: x.indices, values: put(x.values) }
  yield { indices: put(x.indices), values: x.values }
}

/** Tickets with something else in the place of one number. */
export function* ticketsWith<P extends Prediction>(ticket: P, value: unknown): Generator<P> {
  const put = (numbers: readonly number[], k: number): number[] =>
    numbers.map((p, i) => (i === k ? (value as number) : p))
  for (const k of ticket.probabilities.keys()) yield { ...ticket, probabilities: put(ticket.probabilities, k) }
  for (const k of ticket.beliefs?.keys() ?? [])
    yield { ...ticket, beliefs: put(ticket.beliefs as readonly number[], k) }
  yield { ...ticket, unseen: value as number }
}

/**
 * Claims that a state refuses something as an InvalidEvent and is then as before; or that it did not look at it: that its answer and
 * its bytes are those of the same action done with the good value. Afterwards the state is as before.
 */
export function claimRefusedOrUnread<S extends Stateful>(
  state: S,
  good: (state: S) => unknown,
  bad: readonly (readonly [what: string, act: (state: S) => unknown])[],
): void {
  const before = encode(state)
  const expected = good(state)
  const after = encode(state)
  restore(state, before)
  for (const [what, act] of bad) {
    let answer: unknown
    try {
      answer = act(state)
    } catch (error) {
      const refused = (error as Error).name === 'InvalidEvent'
      claim(refused, `${what}: it should be refused as InvalidEvent, not as ${String(error)}`)
      claimSameBytes(encode(state), before, `${what}: the state after refusing is the state before`)
      continue
    }
    claim(same(answer, expected), `${what}: it is refused, or gives the answer of a ticket without it`)
    claimSameBytes(encode(state), after, `${what}: it is refused, or of no consequence`)
    restore(state, before)
  }
}
