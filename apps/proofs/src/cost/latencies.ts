/** Bins for each doubling: a quantile is exact to 9 %. */
const BINS = 8

/** Counts durations in bins of equal ratio, so that millions of them take no memory. */
export class Latencies {
  readonly #counts = new Float64Array(BINS * 40)
  #count = 0
  #longest = 0

  /** Milliseconds. */
  get longest(): number {
    return this.#longest
  }

  /** Counts one, in milliseconds. */
  add(milliseconds: number): void {
    this.#count++
    if (milliseconds > this.#longest) this.#longest = milliseconds
    const bin = Math.floor(BINS * Math.log2(Math.max(1, 1e6 * milliseconds)))
    this.#counts[bin] = (this.#counts[bin] as number) + 1
  }

  /** The duration that a share q of all do not exceed, in milliseconds; the upper end of its bin. */
  quantile(q: number): number {
    let below = 0
    const bin = this.#counts.findIndex((count) => {
      below += count
      return below >= q * this.#count
    })
    return 2 ** ((bin + 1) / BINS) / 1e6
  }
}
