import type { Label } from '@rivulet/core'
import { type ClassCounts, ClassScore } from './classScore.ts'

/**
 * Of what was predicted as a class, the share that was of it.
 *
 * n_kk / n_·k
 *
 * @example
 * ```ts
 * import { Precision } from '@rivulet/metrics'
 *
 * const precision = new Precision({ positive: 'ham' })
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * for (const y of ['ham', 'ham', 'spam', 'ham']) precision.update(y, ticket)
 * precision.value // => 0.75
 * ```
 *
 * @see van Rijsbergen (1979), Information Retrieval, chapter 7
 */
export class Precision<L extends Label = Label> extends ClassScore<L> {
  protected override ratio({ hits, predicted }: ClassCounts): readonly [number, number] {
    return [hits, predicted]
  }
}
