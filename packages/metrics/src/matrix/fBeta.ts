import { check, type Label } from '@rivulet/core'
import { type ClassAverage, type ClassCounts, ClassScore } from './classScore.ts'

/**
 * The harmonic mean of precision and recall, in which recall counts β² times as much.
 *
 * (1 + β²) n_kk / (n_·k + β² n_k·)
 *
 * @example
 * ```ts
 * import { FBeta } from '@rivulet/metrics'
 *
 * const f1 = new FBeta(1, { positive: 'spam' })
 * f1.update('spam', { label: 'spam', labels: ['ham', 'spam'], probabilities: [0.25, 0.75] })
 * f1.update('spam', { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] })
 * f1.value // => 2 / 3
 * ```
 *
 * @see van Rijsbergen (1979), Information Retrieval, chapter 7
 */
export class FBeta<L extends Label = Label> extends ClassScore<L> {
  readonly #square: number

  /**
   * @param beta - how many times as important recall is, > 0; default 1
   * @param how - one class, or an average; default the macro average
   * @param cap - the most classes, default 1,000; one more is refused
   */
  constructor(beta = 1, how?: ClassAverage<L>, cap?: number) {
    super(how, cap)
    check(beta > 0 && beta < Infinity, 'beta', 'a finite number > 0', beta)
    this.#square = beta * beta
  }

  protected override ratio({ hits, predicted, came }: ClassCounts): readonly [number, number] {
    return [(1 + this.#square) * hits, predicted + this.#square * came]
  }
}
