import { EventClock, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { checkSaved, natural, readArray, whole } from '@rivulet/core/snapshot'
import { loadLines, saveLines } from '../plain/lines.ts'
import { AgingMap } from './agingMap.ts'
import { COUNTS, type JoinCounts, noCounts } from './joinCounts.ts'
import { loadTable, saveTable } from './savedTable.ts'

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
  readonly clock: EventClock
  counts: JoinCounts = noCounts()

  constructor(maxPending: number, maxAhead: number) {
    this.#maxPending = maxPending
    this.clock = new EventClock(maxAhead)
    this.events = new AgingMap(maxPending)
    this.early = new AgingMap(maxPending)
    this.finished = new AgingMap(maxPending)
  }

  /** Writes all of it; the events and labels as plain data. */
  save(to: SnapshotWriter): void {
    this.clock.save(to.child('clock'))
    to.array(
      'counts',
      COUNTS.map((name) => this.counts[name]),
    )
    saveWaiting(to.child('events'), this.events)
    saveWaiting(to.child('early'), this.early)
    const finished = to.child('finished')
    const values = [...this.finished].map(({ value }) => value)
    saveTable(finished, this.finished)
    const ways = values.map(({ how }) => HOW.indexOf(how))
    finished.array('how', ways, 'U8')
    saveLines(
      finished,
      'kept',
      values.filter(keepsEvent).map(({ event }) => event),
    )
  }

  /** Takes what was saved. */
  load(from: SnapshotReader): void {
    const counts = readArray(from, 'counts', 'F64', COUNTS.length, natural)
    const events = this.#waiting<E>(from, 'events')
    const early = this.#waiting<A>(from, 'early')
    const finished = this.#finished(from.child('finished'))
    const keys = [events, early, finished].flatMap((table: AgingMap<unknown>) => Array.from(table, ({ key }) => key))
    checkSaved(new Set(keys).size === keys.length, 'keys', 'of one table each', keys)
    this.clock.load(from.child('clock'))
    this.counts = noCounts()
    for (const [i, name] of COUNTS.entries()) this.counts[name] = counts[i] as number
    this.events = events
    this.early = early
    this.finished = finished
  }

  #waiting<V>(from: SnapshotReader, name: string): AgingMap<V> {
    const table = from.child(name)
    const values = loadLines(table, 'values')
    checkSaved(values.every(isObject), name, 'objects', values)
    return loadTable(table, name, values as V[], this.#maxPending)
  }

  #finished(from: SnapshotReader): AgingMap<Finished<E>> {
    const ways = readArray(from, 'how', 'U8', undefined, whole(0, HOW.length - 1))
    const kept = loadLines(from, 'kept') as E[]
    checkSaved(kept.length === 0 || kept.length === ways.length, 'kept', 'all finished events, or none', kept.length)
    checkSaved(kept.every(isObject), 'kept', 'objects', kept)
    const values = Array.from(ways, (way, i): Finished<E> => {
      const how = HOW[way] as Finished<E>['how']
      return kept.length === 0 ? FINISHED[how] : { how, event: kept[i] as E }
    })
    return loadTable(from, 'finished', values, this.#maxPending)
  }
}

/** The ways to finish, in the order in which they are numbered in a snapshot. */
const HOW: readonly Finished<never>['how'][] = ['was labelled', 'timed out', 'was evicted']

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function keepsEvent<E>(finished: Finished<E>): finished is Finished<E> & { readonly event: E } {
  return finished.event !== undefined
}

function saveWaiting(to: SnapshotWriter, table: AgingMap<unknown>): void {
  saveTable(to, table)
  saveLines(
    to,
    'values',
    [...table].map(({ value }) => value),
  )
}
