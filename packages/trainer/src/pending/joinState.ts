import { check, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { loadLines, saveLines } from '../plain/lines.ts'
import { type Aging, AgingMap, isKey, type Key } from './agingMap.ts'
import { COUNTS, type JoinCounts, noCounts } from './joinCounts.ts'

/** A finished event, remembered for labels that still come. */
export interface Finished<E> {
  readonly how: 'was labelled' | 'timed out' | 'was evicted'
  /** Kept only if later labels are joined. */
  readonly event?: E
}

/** How an event finished, if nothing more is kept of it: one object for all, since there are many. */
export const FINISHED: { readonly [How in Finished<never>['how']]: { readonly how: How } } = {
  'was labelled': { how: 'was labelled' },
  'timed out': { how: 'timed out' },
  'was evicted': { how: 'was evicted' },
}

/** What a join remembers: its three tables, its clock and its counts. */
export class JoinState<E, A> implements Stateful {
  readonly #maxPending: number
  /** The events that wait for a label. */
  events: AgingMap<E>
  /** The labels that wait for their event. */
  early: AgingMap<A>
  /** The events that wait no more. */
  finished: AgingMap<Finished<E>>
  /** The newest time seen. */
  clock: number = -Infinity
  counts: JoinCounts = noCounts()

  constructor(maxPending: number) {
    this.#maxPending = maxPending
    this.events = new AgingMap(maxPending)
    this.early = new AgingMap(maxPending)
    this.finished = new AgingMap(maxPending)
  }

  /** Writes all of it; the events and labels as plain data. */
  save(to: SnapshotWriter): void {
    to.array('clock', [this.clock])
    to.array(
      'counts',
      COUNTS.map((name) => this.counts[name]),
    )
    saveLines(to, 'events', rows(this.events))
    saveLines(to, 'early', rows(this.early))
    saveLines(to, 'finished', rows(this.finished))
  }

  /** Takes what was saved. */
  load(from: SnapshotReader): void {
    const [clock] = from.array('clock')
    const counts = from.array('counts')
    check(clock !== undefined && !Number.isNaN(clock), 'clock of the snapshot', 'a time', clock)
    check(counts.length === COUNTS.length, 'counts of the snapshot', `${COUNTS.length} numbers`, counts.length)
    const events = this.#table<E>(from, 'events')
    const early = this.#table<A>(from, 'early')
    const finished = this.#table<Finished<E>>(from, 'finished')
    this.clock = clock
    this.counts = noCounts()
    for (const [i, name] of COUNTS.entries()) this.counts[name] = counts[i] as number
    this.events = events
    this.early = early
    this.finished = finished
  }

  #table<V>(from: SnapshotReader, name: string): AgingMap<V> {
    const lines = loadLines(from, name)
    const table = new AgingMap<V>(this.#maxPending)
    check(lines.length <= this.#maxPending, `${name} of the snapshot`, `at most ${this.#maxPending}`, lines.length)
    for (const line of lines) {
      const [key, value, deadline] = line as [Key, V, number]
      check(isKey(key) && deadline >= -Infinity, `${name} of the snapshot`, 'keys, values and times', line)
      table.add(key, value, deadline)
    }
    check(table.size === lines.length, `${name} of the snapshot`, 'of distinct keys', lines.length)
    return table
  }
}

function* rows(table: AgingMap<unknown>): Generator<[Key, unknown, number]> {
  for (const { key, value, deadline } of table as Iterable<Aging<unknown>>) yield [key, value, deadline]
}
