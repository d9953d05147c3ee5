import { InvalidEvent, type Quantity, type SnapshotReader, type SnapshotWriter } from '@rivulet/core'
import { checkSaved, InvalidSnapshot } from '@rivulet/core/snapshot'
import { ExactSum } from '../sum/exactSum.ts'
import { loadSums, saveSums } from '../sum/saveSums.ts'
import { ExactVariation } from './exactVariation.ts'
import { pairOf } from './numbersOf.ts'
import { RegressionMetric } from './regressionMetric.ts'

interface Output {
  readonly errors: ExactSum
  readonly variation: ExactVariation
}

/**
 * The share of the variation of a quantity that the forecasts explain: 1 is perfect, 0 as good as its mean known in hindsight, below 0
 * worse than that.
 *
 * R² = 1 − Σ wᵢ (yᵢ − ŷᵢ)² / Σ wᵢ (yᵢ − ȳ)²,  of several outputs the mean over them
 *
 * ȳ is the mean of all that was counted, which nobody knew while the events came: a forecaster of the mean so far, `MeanBaseline`, is
 * below 0. Of a quantity that never varied there is none, NaN.
 *
 * @example
 * ```ts
 * import { RSquared } from '@rivulet/metrics'
 *
 * const r2 = new RSquared()
 * for (const y of [1, 2, 3, 4]) r2.update(y, { value: y < 3 ? 1.5 : 3.5 })
 * r2.value // => 0.8
 * ```
 *
 * @see Wright (1921), Correlation and Causation
 */
export class RSquared<Y extends Quantity = number> extends RegressionMetric<Y> {
  /** Of each output: the squared errors, and the variation. */
  #outputs: Output[] = []

  /** R²; NaN before the first event, and while what is forecast has not varied. */
  override get value(): number {
    const shares = this.#outputs.map(({ errors, variation }) => {
      const of = variation.value
      return of > 0 ? 1 - errors.value / of : Number.NaN
    })
    return shares.reduce((sum, share) => sum + share, 0) / shares.length
  }

  /** Takes the other's events in. */
  override merge(other: this): void {
    if (other.#outputs.length > 0) this.#expect(other.#outputs.length)
    for (const [c, { errors, variation }] of other.#outputs.entries()) {
      const own = this.#outputs[c] as Output
      own.errors.merge(errors)
      for (const [i, sum] of variation.sums.entries()) own.variation.sums[i as 0 | 1 | 2].merge(sum)
    }
  }

  /** Writes the sums of every output. */
  override save(to: SnapshotWriter): void {
    saveSums(
      to,
      'outputs',
      this.#outputs.flatMap(({ errors, variation }) => [errors, ...variation.sums]),
    )
  }

  /** Restores them. */
  override load(from: SnapshotReader): void {
    // Σ w y may be of either sign.
    const sums = loadSums(from, 'outputs', undefined, -Infinity)
    if (sums.length % 4 !== 0) throw new InvalidSnapshot(`outputs should be four sums each, but are ${sums.length}`)
    this.#outputs = Array.from({ length: sums.length / 4 }, (_, c) => {
      const [errors, w, wy, wyy] = sums.slice(4 * c, 4 * c + 4) as [ExactSum, ExactSum, ExactSum, ExactSum]
      const squares = [errors.value, w.value, wyy.value]
      checkSaved(
        squares.every((sum) => sum >= 0),
        'outputs',
        'of sums of squares and weights ≥ 0',
        squares,
      )
      return { errors, variation: new ExactVariation([w, wy, wyy]) }
    })
  }

  protected override count(y: Y, value: Y, weight: number): void {
    const [happened, said] = pairOf(y, value)
    this.#expect(happened.length)
    for (const [c, { errors, variation }] of this.#outputs.entries()) {
      const error = (happened[c] as number) - (said[c] as number)
      errors.add(error * error * weight)
      variation.add(happened[c] as number, weight)
    }
  }

  /** As many outputs as the first event had. */
  #expect(outputs: number): void {
    if (this.#outputs.length === 0) {
      this.#outputs = Array.from({ length: outputs }, () => ({
        errors: new ExactSum(),
        variation: new ExactVariation(),
      }))
    }
    if (this.#outputs.length !== outputs) {
      throw new InvalidEvent(`y should be ${this.#outputs.length} numbers, as before, but is ${outputs}`)
    }
  }
}
