import { check, type Detector, InvalidEvent, type SnapshotReader, type SnapshotWriter } from '@rivulet/core'
import { between, checkSaved, readArray, readExpected } from '@rivulet/core/snapshot'

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
 * import { DDM } from '@rivulet/metrics/drift'
 *
 * const ddm = new DDM()
 * const answers = Array.from({ length: 2000 }, (_, i) => ddm.update(i % (i < 1000 ? 10 : 3) === 0 ? 1 : 0))
 * answers.indexOf('warning') > 1000 // => true
 * answers.indexOf('drift') > answers.indexOf('warning') // => true
 * ```
 *
 * @see Gama, Medas, Castillo & Rodrigues (2004), Learning with Drift Detection
 */
export class DDM implements Detector {
  /** How many deviations above the lowest rate is a warning. */
  readonly warn: number
  /** How many are a drift. */
  readonly alarm: number
  /** The events before it judges. */
  readonly least: number
  #n = 0
  #errors = 0
  #lowest = Infinity
  #lowestDeviation = Infinity

  /**
   * @param how - `warn` and `alarm`, how many deviations above the lowest, default 2 and 3, warn ≤ alarm; `least`, the events
   * before it judges, ≥ 1, default 30
   */
  constructor({
    warn = 2,
    alarm = 3,
    least = 30,
  }: { readonly warn?: number; readonly alarm?: number; readonly least?: number } = {}) {
    check(warn > 0, 'warn', '> 0', warn)
    check(alarm >= warn && alarm < Infinity, 'alarm', `a finite number ≥ warn = ${warn}`, alarm)
    check(Number.isInteger(least) && least >= 1, 'least', 'a whole number ≥ 1', least)
    this.warn = warn
    this.alarm = alarm
    this.least = least
  }

  /**
   * Looks at one error.
   *
   * @param error - from 0 to 1
   * @throws InvalidEvent for any other number
   */
  update(error: number): 'stable' | 'warning' | 'drift' {
    if (!(error >= 0 && error <= 1)) throw new InvalidEvent(`an error should be from 0 to 1, but is ${error}`)
    this.#n++
    this.#errors += error
    if (this.#n < this.least) return 'stable'
    const n = this.#n + 2
    const p = (this.#errors + 1) / n
    const s = Math.sqrt((p * (1 - p)) / n)
    if (p + s <= this.#lowest + this.#lowestDeviation) {
      this.#lowest = p
      this.#lowestDeviation = s
    }
    if (p + s < this.#lowest + this.warn * this.#lowestDeviation) return 'stable'
    if (p + s < this.#lowest + this.alarm * this.#lowestDeviation) return 'warning'
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
    return `warn ${this.warn}, alarm ${this.alarm}, least ${this.least}`
  }
}
