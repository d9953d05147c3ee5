import type { SnapshotReader } from '../vocabulary.ts'
import { InvalidSnapshot } from './invalidSnapshot.ts'

/**
 * Reads a text that must be the one expected: the kind of a learner, a hyper-parameter that a snapshot may not change.
 *
 * @throws InvalidSnapshot `name should be "expected", but is "value"`
 *
 * @example
 * ```ts
 * import { decode, encode, readExpected } from '@rivulet/core/snapshot'
 *
 * const snapshot = decode(encode({ save: (to) => to.text('kind', 'Perceptron'), load() {} }))
 * readExpected(snapshot, 'kind', 'Perceptron')
 * ```
 */
export function readExpected(from: SnapshotReader, name: string, expected: string): void {
  const text = from.text(name)
  if (text !== expected) {
    const is = JSON.stringify(text.slice(0, 100))
    throw new InvalidSnapshot(`${name} should be ${JSON.stringify(expected)}, but is ${is}`)
  }
}
