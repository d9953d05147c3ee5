import type { Transformer } from '@rivulet/core'

/**
 * One step of a pipeline: a transformer, or a function, which is a transformer that has no state. A function must
 * answer the same whenever it is asked, and change nothing; what it computes is not saved, so the code that loads a
 * snapshot must have the same one.
 */
export type Step<A, B> = Transformer<A, B> | ((a: A) => B)
