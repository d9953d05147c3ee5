import { crossEntropy, type Label, type Prediction, type SnapshotReader, type SnapshotWriter } from '@rivulet/core'
import { checkSaved } from '@rivulet/core/snapshot'
import type { Interval } from '../interval/interval.ts'
import { ExactSum } from '../sum/exactSum.ts'
import { loadSums, saveSums } from '../sum/saveSums.ts'
import { MAX_LOSS } from './maxLoss.ts'
import { MeanScore } from './meanScore.ts'
import { surprise } from './surprise.ts'
import { aligned, isTarget, type Target } from './target.ts'

/**
 * The mean surprise of the labels, in nats: the cross-entropy from what happened to what was predicted, or log loss.
 *
 * H = −Σ wᵢ log max(Pᵢ(yᵢ), 2⁻⁵²) / Σ wᵢ;  of soft targets  −Σ wᵢ Σ_k yᵢ(k) log max(Pᵢ(k), 2⁻⁵²) / Σ wᵢ
 *
 * A class that the ticket did not know has the mass the ticket kept for the unseen, and 0 if it kept none. The clip
 * bounds what one event can cost (36.04 nats); {@link CrossEntropy.clipped} says how many paid it.
 * Compare with {@link LabelEntropy}, which is what the best constant prediction in hindsight would have cost. It is the entropy of the
 * targets, 0 for labels, plus their {@link KlDivergence} from the predictions.
 *
 * @example
 * ```ts
 * import { CrossEntropy } from '@rivulet/metrics'
 *
 * const crossEntropy = new CrossEntropy()
 * crossEntropy.update('ham', { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.5, 0.5] })
 * crossEntropy.value // => Math.LN2
 * ```
 *
 * @see Good (1952), Rational Decisions
 */
export class CrossEntropy<L extends Label = Label> extends MeanScore<L, L | Target<L>> {
  override readonly range: Interval = { low: 0, high: MAX_LOSS }
  override readonly takesTargets: boolean = true
  #clipped = new ExactSum()

  /** −log of the probability that the ticket gave to the label, clipped; of a soft target the mean of that. */
  override score(y: L | Target<L>, prediction: Prediction<L>): number {
    if (isTarget(y)) return crossEntropy(...aligned(y, prediction))
    return surprise(prediction, y)
  }

  /** The weight of the events whose label had a probability of 2⁻⁵² or less, and so cost the most that one can. */
  get clipped(): number {
    return this.#clipped.value
  }

  /** Takes the other's events in. */
  override merge(other: this): void {
    super.merge(other)
    this.#clipped.merge(other.#clipped)
  }

  /** Makes all events so far weigh less. */
  override fade(powerOfTwo: number): void {
    super.fade(powerOfTwo)
    this.#clipped.scale(powerOfTwo)
  }

  /** Writes the sums. */
  override save(to: SnapshotWriter): void {
    super.save(to)
    saveSums(to, 'clipped', [this.#clipped])
  }

  /** Restores the sums. */
  override load(from: SnapshotReader): void {
    const [clipped] = loadSums(from, 'clipped', 1) as [ExactSum]
    const [, weight] = loadSums(from, 'sums', 2, -Infinity) as [ExactSum, ExactSum]
    checkSaved(
      clipped.value <= weight.value,
      'clipped',
      `at most ${weight.value}, the weight of all events`,
      clipped.value,
    )
    super.load(from)
    this.#clipped = clipped
  }

  protected override add(loss: number, weight: number): void {
    super.add(loss, weight)
    if (loss >= MAX_LOSS) this.#clipped.add(weight)
  }
}
