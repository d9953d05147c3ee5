import { log } from '@rivulet/core'

/** How often each count occurs among the features of one class. */
export class CountHistogram {
  readonly #occurs: Map<number, number> = new Map()
  /** How many features have a count > 0. */
  features = 0

  /** A feature's count moved. */
  move(from: number, to: number): void {
    if (from > 0) this.#occur(from, -1)
    if (to > 0) this.#occur(to, 1)
  }

  #occur(count: number, by: number): void {
    const times = (this.#occurs.get(count) ?? 0) + by
    if (times === 0) this.#occurs.delete(count)
    else this.#occurs.set(count, times)
    this.features += by
  }

  /** Σ log (n − N_i + α) over the features counted; ascending, so that the sum does not depend on how they came. */
  sumLog(n: number, alpha: number): number {
    let sum = 0
    for (const count of [...this.#occurs.keys()].sort((a, b) => a - b))
      sum += (this.#occurs.get(count) as number) * log(Math.max(0, n - count) + alpha)
    return sum
  }
}
