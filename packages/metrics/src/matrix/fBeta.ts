import { checkOptions, checkPositive, type Label } from '@rivulet/core'
import { type ClassCounts, ClassScore, type ClassScoreOptions } from './classScore.ts'

/** How much recall counts, and of which classes. */
export interface FBetaOptions<L extends Label> extends ClassScoreOptions<L> {
  /** How many times as important recall is, > 0; default 1. */
  readonly beta?: number
}

/**
 * The harmonic mean of precision and recall, in which recall counts β² times as much.
 *
 * (1 + β²) n_kk / (n_·k + β² n_k·)
 *
 * @example
 * ```ts
 * import { FBeta } from '@rivulet/metrics'
 *
 * const f1 = new FBeta({ positive: 'spam' })
 * f1.update('spam', { label: 'spam', labels: ['ham', 'spam'], probabilities: [0.25, 0.75] })
 * f1.update('spam', { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] })
 * f1.value // => 2 / 3
 * ```
 *
 * @see van Rijsbergen (1979), Information Retrieval, chapter 7
 */
export class FBeta<L extends Label = Label> extends ClassScore<L> {
  readonly #square: number

  /** @param options - `beta`, default 1; and of which classes, as of every class score */
  constructor(options: FBetaOptions<NoInfer<L>> = {}) {
    checkOptions('FBeta', options, ['average', 'beta', 'maxLabels', 'positive'])
    const { beta = 1, ...of } = options
    super(of)
    checkPositive('beta', beta)
    this.#square = beta * beta
  }

  protected override ratio({ hits, predicted, came }: ClassCounts): readonly [number, number] {
    return [(1 + this.#square) * hits, predicted + this.#square * came]
  }
}
