import { encode, restore } from '../snapshot/index.ts'
import type { Label, Learner } from '../vocabulary.ts'
import { clone } from './clone.ts'

/** A learner to be certified. */
export interface LearnerSubject<X, L extends Label> {
  /** A new learner, always constructed alike. */
  create(): Learner<X, L>
  /** At least 20 examples, of two classes or more. With sparse vectors, indices are below 4096. */
  readonly examples: readonly { readonly x: X; readonly y: L }[]
  /** Whether its loss is the log loss of its probabilities; default true. */
  readonly probabilistic?: boolean
  /** Whether its steps are always of one length, so that `reopen` makes none longer; default false. */
  readonly steady?: boolean
}

/** A learner of the subject that has learned the examples from one index up to another, after whatever it learned before. */
export function learned<X, L extends Label>(
  { create, examples }: LearnerSubject<X, L>,
  from = 0,
  to: number = examples.length,
  learner: Learner<X, L> = create(),
): Learner<X, L> {
  for (const { x, y } of examples.slice(from, to)) learner.learn(clone(x), y)
  return learner
}

/** A learner restored from the snapshot of another. */
export function copy<X, L extends Label>({ create }: LearnerSubject<X, L>, learner: Learner<X, L>): Learner<X, L> {
  const restored = create()
  restore(restored, encode(learner))
  return restored
}

/** Whether two losses agree but for rounding. */
export function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
}
