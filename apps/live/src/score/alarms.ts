import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { checkColumns, finite, natural, readArray, readCount } from '@rivulet/core/snapshot'
import { Adwin } from '@rivulet/metrics/drift'

/** A moment on the time line. */
export interface Moment {
  /** Events scored. */
  readonly events: number
  /** Stream time, in milliseconds. */
  readonly clock: number
}

/** Watches whether a model has become worse: ADWIN over its errors, how often it raised an alarm, and when last. */
export class Alarms implements Stateful {
  // Looked at every 128 events, for half of what it costs with the default of 32.
  readonly #detector: Adwin = new Adwin({ every: 128 })
  #count = 0
  #last: Moment | undefined

  /** How many alarms there were. */
  get count(): number {
    return this.#count
  }

  /** When the last alarm was. */
  get last(): Moment | undefined {
    return this.#last
  }

  /** Takes one event that was predicted right or wrong. */
  update(wrong: boolean, events: number, clock: number): void {
    if (this.#detector.update(wrong ? 1 : 0) !== 'drift') return
    this.#count++
    this.#last = { events, clock }
  }

  /** Writes the detector, the count and the last alarm. */
  save(to: SnapshotWriter): void {
    this.#detector.save(to.child('detector'))
    to.text('count', String(this.#count))
    to.array('last', this.#last === undefined ? [] : [this.#last.events, this.#last.clock])
  }

  /** Restores them, or throws and changes nothing. */
  load(from: SnapshotReader): void {
    const count = readCount(from, 'count')
    const last = readArray(from, 'last', 'F64', count === 0 ? 0 : 2)
    checkColumns(last, 'last', [natural, finite])
    const [events, clock] = last
    this.#detector.load(from.child('detector'))
    this.#count = count
    this.#last = events === undefined ? undefined : { events, clock: clock as number }
  }
}
