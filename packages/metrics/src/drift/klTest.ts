import {
  checkBetween,
  checkLabel,
  checkOptions,
  checkWhole,
  type Detector,
  type DriftLevel,
  klDivergence,
  type Label,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'
import { checkSaved, readCount, readExpected, whole } from '@rivulet/core/snapshot'
import { LabelWeights } from '../distribution/labelWeights.ts'
import type { MaxLabelsOptions } from '../distribution/maxLabels.ts'
import { exactTotal } from '../sum/exactTotal.ts'
import { chiSquareQuantile } from './chiSquareQuantile.ts'

/** How sure it has to be, and how many labels it looks at together. */
export interface KlTestOptions extends MaxLabelsOptions {
  /** The probability of a false alarm in a batch, between 0 and .1, default .001. */
  readonly alpha?: number
  /** How many labels a batch has, ≥ 20, default 200. */
  readonly batch?: number
}

/**
 * Whether the labels still come as often as they did: a likelihood-ratio test of each new batch of n labels against all
 * labels since the last drift.
 *
 * G = 2 (n KL(p ‖ p̄) + n₀ KL(p₀ ‖ p̄)) ≥ the (1 − α) quantile of χ² with K − 1 degrees of freedom
 *
 * p and p₀ are the distributions in the batch and before it, p̄ that of both together. It needs no predictions, so it sees
 * a change of the world before the model has failed on it, and a change that leaves the model right, too. Classes with
 * fewer than five labels expected in the batch are taken together, for G has its χ² distribution only with more.
 *
 * With independent labels a batch is a false alarm with probability α: one in 200,000 events with the defaults. Labels
 * that come in runs are not independent, and then it alarms more often. A batch is a
 * warning at 10 α.
 *
 * @example
 * ```ts
 * import { KlTest } from '@rivulet/metrics/drift'
 *
 * const test = new KlTest()
 * const answers = Array.from({ length: 2000 }, (_, i) => test.update(i % (i < 1000 ? 10 : 3) === 0 ? 'spam' : 'ham'))
 * answers.indexOf('drift') // => 1199
 * ```
 *
 * @see Wilks (1938), The Large-Sample Distribution of the Likelihood Ratio for Testing Composite Hypotheses
 */
export class KlTest<L extends Label = Label> implements Detector<L> {
  /** The probability of a false alarm in a batch. */
  readonly alpha: number
  /** How many labels a batch has. */
  readonly batch: number
  #reference: LabelWeights<L>
  #recent: LabelWeights<L>
  #before = 0
  #count = 0

  /** @param options - the false alarms put up with, and the labels in a batch */
  constructor(options: KlTestOptions = {}) {
    checkOptions('KlTest', options, ['alpha', 'batch', 'maxLabels'])
    const { alpha = 0.001, batch = 200, maxLabels } = options
    checkBetween('alpha', alpha, 0, 0.1)
    checkWhole('batch', batch, 20)
    this.alpha = alpha
    this.batch = batch
    this.#reference = new LabelWeights(maxLabels)
    this.#recent = new LabelWeights(maxLabels)
  }

  /**
   * Looks at one label.
   *
   * @throws InvalidEvent for what is no label, and beyond `maxLabels`
   */
  update(y: L): DriftLevel {
    checkLabel(y)
    this.#recent.add(y, 1)
    this.#count++
    if (this.#count < this.batch) return 'stable'
    const answer = this.#judge()
    if (answer === 'drift') {
      this.#reference = this.#recent
      this.#before = this.#count
    } else {
      this.#reference.merge(this.#recent)
      this.#before += this.#count
    }
    this.#recent = new LabelWeights(this.#reference.maxLabels)
    this.#count = 0
    return answer
  }

  /** Writes both distributions. */
  save(to: SnapshotWriter): void {
    to.text('how', this.#how())
    to.text('before', String(this.#before))
    to.text('count', String(this.#count))
    this.#reference.save(to.child('reference'))
    this.#recent.save(to.child('recent'))
  }

  /** Restores them; alpha and batch must be the same. */
  load(from: SnapshotReader): void {
    readExpected(from, 'how', this.#how())
    const [before, count] = [readCount(from, 'before'), readCount(from, 'count', whole(0, this.batch - 1))]
    const [reference, recent] = ['reference', 'recent'].map((name) => {
      const labels = new LabelWeights<L>(this.#reference.maxLabels)
      labels.load(from.child(name))
      return labels
    }) as [LabelWeights<L>, LabelWeights<L>]
    for (const [labels, n] of [
      [reference, before],
      [recent, count],
    ] as const) {
      const total = exactTotal([...labels.entries()].map(([, weight]) => weight))
      checkSaved(total === n, 'weights', `${n} in all, a label each`, total)
    }
    this.#before = before
    this.#count = count
    this.#reference = reference
    this.#recent = recent
  }

  #judge(): DriftLevel {
    const [n, n0] = [this.#count, this.#before]
    if (n0 === 0) return 'stable'
    const labels = new Set([...this.#reference.entries(), ...this.#recent.entries()].map(([y]) => y))
    const classes: [before: number, recent: number][] = []
    const rest: [before: number, recent: number] = [0, 0]
    for (const y of labels) {
      const [before, recent] = [this.#reference.of(y), this.#recent.of(y)]
      if ((before + recent) * n >= 5 * (n + n0)) {
        classes.push([before, recent])
      } else {
        rest[0] += before
        rest[1] += recent
      }
    }
    if (rest[0] + rest[1] > 0) classes.push(rest)
    if (classes.length < 2) return 'stable'
    const pooled = classes.map(([before, recent]) => (before + recent) / (n + n0))
    const g =
      2 *
      (n *
        klDivergence(
          classes.map(([, recent]) => recent / n),
          pooled,
        ) +
        n0 *
          klDivergence(
            classes.map(([before]) => before / n0),
            pooled,
          ))
    if (g >= chiSquareQuantile(1 - this.alpha, classes.length - 1)) return 'drift'
    return g >= chiSquareQuantile(1 - 10 * this.alpha, classes.length - 1) ? 'warning' : 'stable'
  }

  #how(): string {
    return `alpha ${this.alpha}, batch ${this.batch}`
  }
}
