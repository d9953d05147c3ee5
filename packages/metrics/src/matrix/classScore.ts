import { check, checkOptions, isLabel, type Label } from '@rivulet/core'
import type { MaxLabelsOptions } from '../distribution/maxLabels.ts'
import { exactTotal } from '../sum/exactTotal.ts'
import { MatrixMetric } from './matrixMetric.ts'

/**
 * How a score of one class becomes a score of all: it is of the class `positive` alone; or `macro`, the mean over the classes that
 * came or were predicted; `weighted`, that mean weighted by how often each came; `micro`, one score of all classes' counts
 * together.
 */
export interface ClassScoreOptions<L extends Label> extends MaxLabelsOptions {
  /** The one class whose score it is. */
  readonly positive?: L
  /** Over which classes it is averaged, if not of one; default `macro`. */
  readonly average?: 'macro' | 'micro' | 'weighted'
}

/** The averages of classes. */
const AVERAGES: readonly unknown[] = ['macro', 'micro', 'weighted']

/** How much of a class, or of all, was predicted rightly, was predicted, and came. */
export interface ClassCounts {
  /** The weight that came and was predicted. */
  readonly hits: number
  /** The weight that was predicted. */
  readonly predicted: number
  /** The weight that came. */
  readonly came: number
}

/**
 * A ratio of counts of one class, averaged over classes; 0/0 counts as 0, as in scikit-learn. Who extends it writes the
 * ratio and nothing else.
 *
 * @example
 * ```ts
 * import { type ClassCounts, ClassScore } from '@rivulet/metrics'
 *
 * class FalseDiscoveryRate extends ClassScore {
 *   ratio({ hits, predicted }: ClassCounts): [number, number] {
 *     return [predicted - hits, predicted]
 *   }
 * }
 * const rate = new FalseDiscoveryRate({ positive: 'spam' })
 * const ticket = { label: 'spam', labels: ['ham', 'spam'], probabilities: [0.25, 0.75] }
 * for (const y of ['ham', 'spam', 'spam', 'spam']) rate.update(y, ticket)
 * rate.value // => 0.25
 * ```
 */
export abstract class ClassScore<L extends Label = Label> extends MatrixMetric<L> {
  readonly #positive: L | undefined
  readonly #average: 'macro' | 'micro' | 'weighted'

  /** @param options - `positive`, one class, or `average`, default 'macro'; `maxLabels`, default 1,000 */
  constructor(options: ClassScoreOptions<NoInfer<L>> = {}) {
    checkOptions('ClassScore', options, ['average', 'maxLabels', 'positive'])
    const { positive, average = 'macro', maxLabels } = options
    super({ maxLabels })
    check(positive === undefined || isLabel(positive), 'positive', 'a label', positive)
    check(AVERAGES.includes(average), 'average', 'macro, micro or weighted', average)
    check(positive === undefined || options.average === undefined, 'average', 'left out beside positive', average)
    this.#positive = positive as L | undefined
    this.#average = average
  }

  /** The score of one class, as numerator and denominator. */
  protected abstract ratio(counts: ClassCounts): readonly [over: number, under: number]

  /** The score; NaN before the first event. */
  override get value(): number {
    const { matrix } = this
    if (matrix.total === 0) return NaN
    const average = this.#average
    const classes = [...matrix.classes()]
    if (this.#positive !== undefined) {
      const positive = classes.find(({ label }) => label === this.#positive)
      return positive === undefined ? 0 : this.#score(positive)
    }
    if (average === 'micro') {
      const predicted = exactTotal(classes.map((of) => of.predicted))
      return this.#score({ hits: matrix.correct, predicted, came: matrix.total })
    }
    if (average === 'macro') return exactTotal(classes.map((of) => this.#score(of))) / classes.length
    return exactTotal(classes.map((of) => of.came * this.#score(of))) / matrix.total
  }

  #score(counts: ClassCounts): number {
    const [over, under] = this.ratio(counts)
    return under === 0 ? 0 : over / under
  }
}
