import {
  check,
  checkBetween,
  checkNumber,
  checkOptions,
  checkWhole,
  type Detector,
  type DriftLevel,
  log,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'
import { readCount, readExpected, whole } from '@rivulet/core/snapshot'
import { BucketList } from './bucketList.ts'

/** How readily the window is cut, and when. */
export interface AdwinOptions {
  /** How readily it cuts, between 0 and 1, default .002. */
  readonly delta?: number
  /** The events between two checks, ≥ 1, default 32. */
  readonly every?: number
  /** Whether a drift is only a rise of the errors, the default, or any change. */
  readonly driftOn?: 'rise' | 'change'
}

/**
 * Adaptive windowing: keeps the longest stretch of recent errors in which no cut shows two different means.
 *
 * cut where |μ₀ − μ₁| ≥ √((2/m) s² ln(2/δ′)) + (2/3m) ln(2/δ′), m = 1/(1/n₀ + 1/n₁), δ′ = δ / ln n
 *
 * n₀ and n₁ are the lengths of the two parts, s² the variance of the window. It needs no width and no threshold, and says what
 * the error is now ({@link Adwin.mean}). The window is kept as O(log n) buckets, so cuts are tried at their ends, once in
 * `every` events. All that is older than the clearest cut goes at once, so that one change is seldom more than one alarm. A window that is cut because errors became *rarer* shrinks in silence, unless `driftOn` is 'change'.
 * A warning is a cut that would be made with 10 δ.
 *
 * Measured with the defaults: at most one false alarm in a million independent events, over 10⁷ of them with error .05, .2
 * or .5. A jump from .1 to .3 after 10,000 events is found after about 110, in 200 runs never later than 240.
 *
 * @example
 * ```ts
 * import { Adwin } from '@rivulet/metrics/drift'
 *
 * const adwin = new Adwin()
 * const answers = Array.from({ length: 2000 }, (_, i) => adwin.update(i % (i < 1000 ? 10 : 3) === 0 ? 1 : 0))
 * answers.indexOf('drift') > 1000 // => true
 * adwin.width < 1200 // => true
 * ```
 *
 * @see Bifet & Gavaldà (2007), Learning from Time-Changing Data with Adaptive Windowing
 */
export class Adwin implements Detector {
  /** How readily it cuts. */
  readonly delta: number
  /** The events between two checks. */
  readonly every: number
  /** What is a drift: a rise of the errors, or any change. */
  readonly driftOn: 'rise' | 'change'
  readonly #window = new BucketList()
  #events = 0

  /** @param options - how readily it cuts, how often it looks, and what is a drift */
  constructor(options: AdwinOptions = {}) {
    checkOptions('Adwin', options, ['delta', 'driftOn', 'every'])
    const { delta = 0.002, every = 32, driftOn = 'rise' } = options
    checkBetween('delta', delta, 0, 1)
    checkWhole('every', every, 1)
    check(driftOn === 'rise' || driftOn === 'change', 'driftOn', "'rise' or 'change'", driftOn)
    this.delta = delta
    this.every = every
    this.driftOn = driftOn
  }

  /** How many events the window holds. */
  get width(): number {
    return this.#window.totals().n
  }

  /** The mean error in the window: what the error is now; NaN before the first event. */
  get mean(): number {
    const { n, sum } = this.#window.totals()
    return sum / n
  }

  /**
   * Looks at one error.
   *
   * @param error - from 0 to 1
   * @throws InvalidEvent for any other number
   */
  update(error: number): DriftLevel {
    checkNumber('error', error, 0, 1)
    this.#window.add(error)
    this.#events++
    if (this.#events % this.every !== 0) return 'stable'
    let answer: DriftLevel = 'stable'
    for (let cut = this.#cut(); cut.says !== 'stable'; cut = this.#cut()) {
      if (cut.says === 'warning') return answer === 'stable' ? 'warning' : answer
      if (cut.says === 'drift') answer = 'drift'
      for (let bucket = 0; bucket < cut.buckets; bucket++) this.#window.drop()
    }
    return answer
  }

  /** Writes the window. */
  save(to: SnapshotWriter): void {
    to.text('how', this.#how())
    to.text('phase', String(this.#events % this.every))
    this.#window.save(to)
  }

  /** Restores the window; the options must be the same. */
  load(from: SnapshotReader): void {
    readExpected(from, 'how', this.#how())
    const phase = readCount(from, 'phase', whole(0, this.every - 1))
    this.#window.load(from)
    this.#events = phase
  }

  /** What the most telling cut of the window says, and how many buckets are older. */
  #cut(): { says: 'stable' | 'fall' | 'warning' | 'drift'; buckets: number } {
    const { n, sum, squares } = this.#window.totals()
    const cut = { says: 'stable' as 'stable' | 'fall' | 'warning' | 'drift', buckets: 0 }
    if (n < 10) return cut
    const mean = sum / n
    const variance = Math.max(0, squares / n - mean * mean)
    const certain = log((2 * log(n)) / this.delta)
    const likely = log((2 * log(n)) / (10 * this.delta))
    // A square of a distance below this, times m, is below every bound: most ends are passed by without a root.
    const far = 2 * variance * likely
    let most = 1
    this.#window.each((seen, before, sumBefore) => {
      const after = n - before
      if (after < 5) return false
      if (before < 5) return true
      const m = (before * after) / n
      const rise = (sum - sumBefore) / after - sumBefore / before
      if (rise * rise * m < far) return true
      const distance = Math.abs(rise)
      const alarming = this.driftOn === 'change' || rise > 0
      const excess = distance / bound(m, variance, certain)
      if (excess >= most) {
        most = excess
        cut.says = alarming ? 'drift' : 'fall'
        cut.buckets = seen
      } else if (alarming && cut.says === 'stable' && distance >= bound(m, variance, likely)) {
        cut.says = 'warning'
      }
      return true
    })
    return cut
  }

  #how(): string {
    return `delta ${this.delta}, every ${this.every}, drift on ${this.driftOn}`
  }
}

/** How far two means may be apart by chance. */
function bound(m: number, variance: number, logarithm: number): number {
  return Math.sqrt((2 / m) * variance * logarithm) + (2 / (3 * m)) * logarithm
}
