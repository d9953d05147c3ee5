import { ExactSum } from '../sum/exactSum.ts'
import { exactProduct } from './exactProduct.ts'

/**
 * The squared deviations of numbers from their own mean, from sums that carry no rounding error and take numbers back.
 *
 * Σ wᵢ (yᵢ − ȳ)² = (Σw Σwy² − (Σwy)²) / Σw
 *
 * In doubles that difference loses everything where the mean is far above the spread; here it is taken exactly and rounded once.
 */
export class ExactVariation {
  /** Σ w, Σ wy and Σ wy². */
  readonly sums: readonly [ExactSum, ExactSum, ExactSum]

  constructor(sums: readonly [ExactSum, ExactSum, ExactSum] = [new ExactSum(), new ExactSum(), new ExactSum()]) {
    this.sums = sums
  }

  /** Adds a number with its weight, which is negative when it is taken back. */
  add(y: number, weight: number): void {
    const [w, wy, wyy] = this.sums
    w.add(weight)
    for (const part of exactProduct(weight, y)) {
      wy.add(part)
      for (const square of exactProduct(part, y)) wyy.add(square)
    }
  }

  /** The squared deviations, ≥ 0; 0 where there are none. */
  get value(): number {
    const [w, wy, wyy] = this.sums.map((sum) => sum.parts) as [number[], number[], number[]]
    const difference = new ExactSum()
    for (const a of w) for (const b of wyy) for (const part of exactProduct(a, b)) difference.add(part)
    for (const a of wy) for (const b of wy) for (const part of exactProduct(a, b)) difference.add(-part)
    const weight = this.sums[0].value
    return weight > 0 ? Math.max(0, difference.value / weight) : 0
  }
}
