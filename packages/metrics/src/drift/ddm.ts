import {
  check,
  checkNumber,
  checkOptions,
  checkPositive,
  checkWhole,
  type Detector,
  type DriftLevel,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'
import { between, checkSaved, readArray, readExpected } from '@rivulet/core/snapshot'

/** The thresholds, in deviations above the lowest rate. */
export interface DdmOptions {
  /** How many are a warning, > 0, default 2. */
  readonly warnAt?: number
  /** How many are a drift, ≥ `warnAt`, default 3. */
  readonly driftAt?: number
  /** The events before it judges, ≥ 1, default 30. */
  readonly minEvents?: number
}

/**
 * The drift detection method: the error rate of a learner that learns falls, so a rate well above its lowest is a drift.
 *
 * warning where p + s ≥ p_min + 2 s_min, drift where p + s ≥ p_min + 3 s_min, s = √(p(1 − p)/n)
 *
 * p is the error rate since the last drift, with one error and one success added, so that a lucky beginning is not
 * taken for a learner without error; p_min and s_min are those at the smallest p + s. It costs next to nothing. But p is
 * a mean over everything since the last drift: the later a change comes, the longer it takes to show, and a slow one may
 * not.
 *
 * Measured with the defaults: at most 80 false alarms in a million independent events with error .05, .2 or .5, in runs of
 * 10,000. A jump from .1 to .3 after 1,000 events is found after about 120, after 10,000 events after about 800. Warnings
 * can last: the lowest rate was partly luck.
 *
 * @example
 * ```ts
 * import { Ddm } from '@rivulet/metrics/drift'
 *
 * const ddm = new Ddm()
 * const answers = Array.from({ length: 2000 }, (_, i) => ddm.update(i % (i < 1000 ? 10 : 3) === 0 ? 1 : 0))
 * answers.indexOf('warning') > 1000 // => true
 * answers.indexOf('drift') > answers.indexOf('warning') // => true
 * ```
 *
 * @see Gama, Medas, Castillo & Rodrigues (2004), Learning with Drift Detection
 */
export class Ddm implements Detector {
  /** How many deviations above the lowest rate is a warning. */
  readonly warnAt: number
  /** How many are a drift. */
  readonly driftAt: number
  /** The events before it judges. */
  readonly minEvents: number
  #n = 0
  #errors = 0
  #lowest = Infinity
  #lowestDeviation = Infinity

  /** @param options - the two thresholds, and when it begins to judge */
  constructor(options: DdmOptions = {}) {
    checkOptions('Ddm', options, ['driftAt', 'minEvents', 'warnAt'])
    const { warnAt = 2, driftAt = 3, minEvents = 30 } = options
    checkPositive('warnAt', warnAt)
    check(Number.isFinite(driftAt) && driftAt >= warnAt, 'driftAt', `a finite number ≥ warnAt = ${warnAt}`, driftAt)
    checkWhole('minEvents', minEvents, 1)
    this.warnAt = warnAt
    this.driftAt = driftAt
    this.minEvents = minEvents
  }

  /**
   * Looks at one error.
   *
   * @param error - from 0 to 1
   * @throws InvalidEvent for any other number
   */
  update(error: number): DriftLevel {
    checkNumber('error', error, 0, 1)
    this.#n++
    this.#errors += error
    if (this.#n < this.minEvents) return 'stable'
    const n = this.#n + 2
    const p = (this.#errors + 1) / n
    const s = Math.sqrt((p * (1 - p)) / n)
    if (p + s <= this.#lowest + this.#lowestDeviation) {
      this.#lowest = p
      this.#lowestDeviation = s
    }
    if (p + s < this.#lowest + this.warnAt * this.#lowestDeviation) return 'stable'
    if (p + s < this.#lowest + this.driftAt * this.#lowestDeviation) return 'warning'
    this.#n = 0
    this.#errors = 0
    this.#lowest = Infinity
    this.#lowestDeviation = Infinity
    return 'drift'
  }

  /** Writes the counts and the lowest rate. */
  save(to: SnapshotWriter): void {
    to.text('how', this.#how())
    to.array('state', [this.#n, this.#errors, this.#lowest, this.#lowestDeviation])
  }

  /** Restores them; the thresholds must be the same. */
  load(from: SnapshotReader): void {
    readExpected(from, 'how', this.#how())
    const state = readArray(from, 'state', 'F64', 4, between(0, Infinity))
    const [n, errors, lowest, deviation] = state as unknown as [number, number, number, number]
    checkSaved(n <= 2 ** 53 && Number.isInteger(n), 'state[0]', 'a count', n)
    checkSaved(errors <= n, 'state[1]', `at most ${n}, the count`, errors)
    const unknown = lowest === Infinity && deviation === Infinity
    checkSaved(unknown || (lowest <= 1 && deviation <= 1), 'state[2]', 'a rate and its deviation', lowest)
    this.#n = n
    this.#errors = errors
    this.#lowest = lowest
    this.#lowestDeviation = deviation
  }

  #how(): string {
    return `warn at ${this.warnAt}, drift at ${this.driftAt}, from ${this.minEvents} events`
  }
}
