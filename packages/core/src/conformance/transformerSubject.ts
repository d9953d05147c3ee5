import type { Transformer } from '../vocabulary.ts'

/** A transformer to be certified. */
export interface TransformerSubject<A, B> {
  /** A new transformer, always constructed alike. */
  create(): Transformer<A, B>
  /** At least 20 events that it accepts. */
  readonly events: readonly A[]
  /** Events that it refuses, beside `undefined`, `null` and 7, which none accepts. */
  readonly refused?: readonly unknown[]
}
