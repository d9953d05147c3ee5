import type { Label } from '@rivulet/core'
import { type ClassCounts, ClassScore } from './classScore.ts'

/**
 * Of what came of a class, the share that was predicted as it.
 *
 * n_kk / n_k·
 *
 * @example
 * ```ts
 * import { Recall } from '@rivulet/metrics'
 *
 * const recall = new Recall({ average: 'macro' })
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * for (const y of ['ham', 'ham', 'spam', 'ham']) recall.update(y, ticket)
 * recall.value // => 0.5
 * ```
 *
 * @see van Rijsbergen (1979), Information Retrieval, chapter 7
 */
export class Recall<L extends Label = Label> extends ClassScore<L> {
  protected override ratio({ hits, came }: ClassCounts): readonly [number, number] {
    return [hits, came]
  }
}
