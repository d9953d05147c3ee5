/**
 * The exact quantiles of the last `window` numbers: once in the order they came, and once sorted.
 *
 * A number costs one binary search and one move of a part of the sorted half. Both arrays grow as they fill, so that a
 * feature seen rarely costs little.
 */
export class SlidingQuantiles {
  readonly #window: number
  #came: Float64Array = new Float64Array(4)
  #sorted: Float64Array = new Float64Array(4)
  #size = 0
  #oldest = 0

  /** @param window - how many numbers count, a whole number ≥ 1 */
  constructor(window: number) {
    this.#window = window
  }

  /** Counts a finite number, and forgets the oldest when there are too many. */
  push(value: number): void {
    const x = value + 0 // −0 is kept as 0, so that no bit depends on how the two are sorted
    if (this.#size === this.#window) {
      this.#remove(this.#came[this.#oldest] as number)
      this.#came[this.#oldest] = x
      this.#oldest = (this.#oldest + 1) % this.#window
    } else {
      if (this.#size === this.#came.length) {
        this.#came = longer(this.#came)
        this.#sorted = longer(this.#sorted)
      }
      this.#came[this.#size] = x
    }
    const at = this.#rank(x)
    this.#sorted.copyWithin(at + 1, at, this.#size)
    this.#sorted[at] = x
    this.#size++
  }

  /** The p-quantile: linear between the numbers at the places around (n − 1) p; NaN when there are none. */
  quantile(p: number): number {
    const place = (this.#size - 1) * p
    const below = Math.floor(place)
    const low = this.#sorted[below] as number
    if (place === below || this.#size === 0) return this.#size === 0 ? Number.NaN : low
    const share = place - below
    return (1 - share) * low + share * (this.#sorted[below + 1] as number)
  }

  /** The numbers that count, the oldest first. */
  values(): number[] {
    const came = Array.from(this.#came.subarray(0, this.#size))
    return [...came.slice(this.#oldest), ...came.slice(0, this.#oldest)]
  }

  #remove(x: number): void {
    const at = this.#rank(x)
    this.#sorted.copyWithin(at, at + 1, this.#size)
    this.#size--
  }

  /** How many of the numbers are below x. */
  #rank(x: number): number {
    let low = 0
    let high = this.#size
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#sorted[middle] as number) < x) low = middle + 1
      else high = middle
    }
    return low
  }
}

function longer(values: Float64Array): Float64Array {
  const twice = new Float64Array(2 * values.length)
  twice.set(values)
  return twice
}
