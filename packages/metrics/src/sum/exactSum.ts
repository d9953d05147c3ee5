import { grow, roundedSum } from './expansion.ts'

/**
 * A sum of float64 numbers without rounding error, from which a number can be taken back as if it had never been added.
 *
 * value = round(Σ xᵢ)
 *
 * Each addition keeps its rounding error, by Knuth's error-free transformation, in a few smaller numbers. So the value depends on *what* was added, not on the order: halves merge to
 * the whole, and a window that adds the new and takes the old back never drifts, to the last bit.
 * It is exact while no intermediate sum overflows.
 *
 * @example
 * ```ts
 * import { ExactSum } from '@rivulet/metrics'
 *
 * const sum = new ExactSum()
 * for (const x of [1e100, 1, -1e100]) sum.add(x)
 * sum.value // => 1
 * ```
 *
 * @see Shewchuk (1997), Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates
 * @see Knuth (1998), The Art of Computer Programming 2, section 4.2.2, for the error of an addition
 */
export class ExactSum {
  // The sum is high + low + Σ rest, exactly. Most additions end in `high`, the errors of the others in `low`.
  #high = 0
  #low = 0
  #rest: number[] = []

  /** Adds a finite number; `add(-x)` takes x back. */
  add(x: number): void {
    const high = this.#high
    const sum = high + x
    const rounded = sum - high
    const error = high - (sum - rounded) + (x - rounded)
    this.#high = sum
    if (error !== 0) this.#addLow(error)
  }

  /** The sum, rounded once. */
  get value(): number {
    const [high, low, rest] = [this.#high, this.#low, this.#rest]
    // Of two numbers one addition is rounded once, which is what is asked for.
    const sum = high + low
    if (rest.length === 0) return sum
    const rounded = sum - high
    let most = Math.abs(high - (sum - rounded) + (low - rounded))
    for (let i = 0; i < rest.length; i++) most += Math.abs(rest[i] as number)
    // What lies below the sum is less than this in magnitude. If neither end of that moves it, nothing in between does.
    most *= 1 + 2 ** -40
    return sum + most === sum && sum - most === sum ? sum : roundedSum(this.#expansion())
  }

  /** Whether the sum is exactly 0. */
  get zero(): boolean {
    return this.value === 0
  }

  /** Adds all that another sum holds, and leaves it as it is. */
  merge(other: ExactSum): void {
    for (const part of other.#expansion()) this.add(part)
  }

  /** The sum as numbers that do not overlap, each the rounded rest, largest first: the same for equal sums. */
  get parts(): number[] {
    const parts: number[] = []
    const rest = this.#expansion()
    for (let part = roundedSum(rest); part !== 0; part = roundedSum(rest)) {
      parts.push(part)
      grow(rest, -part)
    }
    return parts
  }

  /** Multiplies the sum by a power of two and rounds it to two parts: an old sum that is being forgotten stays small. */
  scale(powerOfTwo: number): void {
    const [high = 0, low = 0] = this.parts
    this.#high = high * powerOfTwo
    this.#low = low * powerOfTwo
    this.#rest = []
  }

  #addLow(x: number): void {
    const low = this.#low
    const sum = low + x
    const rounded = sum - low
    const error = low - (sum - rounded) + (x - rounded)
    this.#low = sum
    if (error !== 0) grow(this.#rest, error)
  }

  #expansion(): number[] {
    const expansion = [...this.#rest]
    grow(expansion, this.#low)
    grow(expansion, this.#high)
    return expansion
  }
}
