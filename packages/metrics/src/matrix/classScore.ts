import { check, isLabel, type Label } from '@rivulet/core'
import { exactTotal } from '../sum/exactTotal.ts'
import { MatrixMetric } from './matrixMetric.ts'

/**
 * How a score of one class becomes a score of all: of the class `positive` alone; `macro`, the mean over the classes that
 * came or were predicted; `weighted`, that mean weighted by how often each came; `micro`, one score of all classes' counts
 * together.
 */
export type ClassAverage<L extends Label> =
  | { readonly positive: L }
  | { readonly average: 'macro' | 'micro' | 'weighted' }

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
 * import { ClassScore } from '@rivulet/metrics'
 *
 * class FalseDiscoveryRate extends ClassScore {
 *   ratio({ hits, predicted }) {
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
  readonly #how: ClassAverage<L>

  /**
   * @param how - one class, or an average; default the macro average
   * @param cap - the most classes, default 1,000; one more is refused
   */
  constructor(how: ClassAverage<L> = { average: 'macro' }, cap?: number) {
    super(cap)
    if ('positive' in how) check(isLabel(how.positive), 'positive', 'a label', how.positive)
    else check(['macro', 'micro', 'weighted'].includes(how.average), 'average', 'macro, micro or weighted', how.average)
    this.#how = how
  }

  /** The score of one class, as numerator and denominator. */
  protected abstract ratio(counts: ClassCounts): readonly [over: number, under: number]

  /** The score; NaN before the first event. */
  override get value(): number {
    const { matrix } = this
    if (matrix.total === 0) return NaN
    const how = this.#how
    const classes = [...matrix.classes()]
    if ('positive' in how) {
      const positive = classes.find(({ label }) => label === how.positive)
      return positive === undefined ? 0 : this.#score(positive)
    }
    if (how.average === 'micro') {
      const predicted = exactTotal(classes.map((of) => of.predicted))
      return this.#score({ hits: matrix.correct, predicted, came: matrix.total })
    }
    if (how.average === 'macro') return exactTotal(classes.map((of) => this.#score(of))) / classes.length
    return exactTotal(classes.map((of) => of.came * this.#score(of))) / matrix.total
  }

  #score(counts: ClassCounts): number {
    const [over, under] = this.ratio(counts)
    return under === 0 ? 0 : over / under
  }
}
