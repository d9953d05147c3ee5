import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { checkSaved, natural, readArray } from '@rivulet/core/snapshot'
import type { Judged, Lane } from './picture.ts'
import { changeAt } from './world.ts'

/** How many events after its beginning a change still counts as found. */
const HORIZON = 3000

/** The most alarms that are kept to be drawn. */
const KEPT = 200

/** The alarms of one detector, judged one by one by the changes that are known. */
export class AlarmLane implements Stateful {
  readonly name: string
  readonly #judged: boolean
  #alarms: number[] = []
  #count = 0
  #found = 0
  #waited = 0
  /** The beginning of the change that was found last. */
  #last = 0

  /**
   * @param name - of the detector
   * @param judged - whether it is one, and not something that is done about an alarm
   */
  constructor(name: string, judged: boolean) {
    this.name = name
    this.#judged = judged
  }

  /** An alarm at event n. */
  raise(n: number): void {
    this.#alarms.push(n)
    if (this.#alarms.length > KEPT) this.#alarms.shift()
    this.#count++
    const change = changeAt(n)
    if (change === undefined || change.from === this.#last || n - change.from >= HORIZON) return
    this.#found++
    this.#waited += n - change.from + 1
    this.#last = change.from
  }

  /** What is shown of it, from event `since` on. */
  lane(since: number): Lane {
    const alarms = this.#alarms.filter((n) => n >= since)
    const lane = { name: this.name, alarms, count: this.#count }
    return this.#judged ? { ...lane, judged: this.#judgement() } : lane
  }

  /** Writes the alarms and the counts. */
  save(to: SnapshotWriter): void {
    to.array('alarms', this.#alarms)
    to.array('counts', [this.#count, this.#found, this.#waited, this.#last])
  }

  /** Goes on from those that were saved, or throws and changes nothing. */
  load(from: SnapshotReader): void {
    const alarms = Array.from(readArray(from, 'alarms', 'F64', undefined, natural))
    const counts = readArray(from, 'counts', 'F64', 4, natural)
    const [count, found, waited, last] = counts as unknown as readonly [number, number, number, number]
    const kept = Math.min(count, KEPT)
    checkSaved(alarms.length === kept, 'alarms', `the ${kept} newest of ${count}`, alarms)
    const ascending = alarms.every((n, i) => n >= (alarms[i - 1] ?? 0))
    checkSaved(ascending, 'alarms', 'in the order of the events', alarms)
    const agree = found <= count && waited >= found && waited <= found * HORIZON && last <= (alarms.at(-1) ?? 0)
    checkSaved(agree, 'counts', 'of these alarms: how many, found, waited in all, and the last change', counts)
    this.#alarms = alarms
    this.#count = count
    this.#found = found
    this.#waited = waited
    this.#last = last
  }

  #judgement(): Judged {
    const found = this.#found
    return { found, falseAlarms: this.#count - found, meanDelay: found === 0 ? null : this.#waited / found }
  }
}
