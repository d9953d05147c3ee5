import { check } from './check.ts'
import { checkNumber } from './checkNumber.ts'
import { InvalidEvent } from './invalidEvent.ts'
import { checkSaved, readArray } from './snapshot/index.ts'
import type { SnapshotReader, SnapshotWriter, Stateful } from './vocabulary.ts'

/** A day in milliseconds: how far ahead a time may be unless told otherwise. */
export const DAY: number = 86_400_000

/** So many in a row that are far ahead are a pause of the stream, not a slip of the pen. */
const PAUSE = 16

/**
 * The newest time that a stream has shown, never that of the wall. It does not go back.
 *
 * One time of the year 55,000, microseconds taken for milliseconds, would make everything else too late for good. So a time that is more
 * than `maxAhead` ahead of the newest is refused, and counted. A stream that was silent for longer than that goes on all the same: when
 * 16 times in a row are far ahead the clock is set to the least of them.
 *
 * @example
 * ```ts
 * import { EventClock } from '@rivulet/core'
 *
 * const clock = new EventClock(60)
 * clock.advance(1000)
 * clock.advance(1030)
 * let reason = ''
 * try { clock.advance(2_000_000) } catch (error) { reason = (error as Error).message }
 * reason // => 'time should be at most 60 (maxAhead) ahead of the newest, 1030, but is 2000000'
 * clock.now // => 1030
 * ```
 *
 * @see Akidau et al. (2015), The Dataflow Model, for event time
 */
export class EventClock implements Stateful {
  /** How far ahead of the newest a time may be. */
  readonly maxAhead: number
  #now = -Infinity
  #refused = 0
  /** How many in a row were far ahead, and the least of them. */
  #ahead = 0
  #least = Infinity

  /** @param maxAhead - in the unit of the times, > 0; Infinity takes all. Default a day of milliseconds */
  constructor(maxAhead: number = DAY) {
    check(typeof maxAhead === 'number' && maxAhead > 0, 'maxAhead', '> 0', maxAhead)
    this.maxAhead = maxAhead
  }

  /** The newest time; −Infinity before the first. */
  get now(): number {
    return this.#now
  }

  /** How many times were refused as too far ahead. */
  get refused(): number {
    return this.#refused
  }

  /**
   * Takes a time.
   *
   * @param time - a finite number
   * @param name - what it is called
   * @throws InvalidEvent for what is none, and for one that is too far ahead, which is counted; the clock stays then
   */
  advance(time: number, name = 'time'): void {
    checkNumber(name, time)
    if (time <= this.#now + this.maxAhead || this.#now === -Infinity) {
      if (time > this.#now) this.#now = time
      this.#forget()
      return
    }
    this.#least = Math.min(this.#least, time)
    this.#ahead += 1
    if (this.#ahead < PAUSE) {
      this.#refused += 1
      const far = `at most ${this.maxAhead} (maxAhead) ahead of the newest, ${this.#now}`
      throw new InvalidEvent(`${name} should be ${far}, but is ${time}`)
    }
    this.#now = this.#least
    this.#forget()
  }

  /** Writes the time and the counts. */
  save(to: SnapshotWriter): void {
    to.array('clock', [this.#now, this.#refused, this.#ahead, this.#least])
  }

  /** Restores them. */
  load(from: SnapshotReader): void {
    const clock = readArray(from, 'clock', 'F64', 4)
    const [now, refused, ahead, least] = clock as unknown as [number, number, number, number]
    checkSaved(now === -Infinity || Number.isFinite(now), 'clock', 'a time', now)
    checkSaved(Number.isSafeInteger(refused) && refused >= 0, 'refused', 'a whole number ≥ 0', refused)
    checkSaved(Number.isInteger(ahead) && ahead >= 0 && ahead < PAUSE, 'ahead', `below ${PAUSE}`, ahead)
    checkSaved(ahead === 0 ? least === Infinity : least > now && least < Infinity, 'least', 'ahead of now', least)
    this.#now = now
    this.#refused = refused
    this.#ahead = ahead
    this.#least = least
  }

  #forget(): void {
    this.#ahead = 0
    this.#least = Infinity
  }
}
