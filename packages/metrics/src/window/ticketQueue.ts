import {
  check,
  type Label,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'
import { readLabels, writeLabels } from '@rivulet/core/snapshot'

/** An event that a window remembers. */
export interface ScoredEvent<L extends Label> {
  readonly y: L
  readonly prediction: Prediction<L>
  readonly weight: number
  /** When it was counted, in event time; 0 where time does not matter. */
  readonly time: number
}

/**
 * Events in the order in which they were counted, first in, first out, in a ring that doubles when it is full. Tickets
 * are copied, for they belong to the caller; lists of classes that are alike are kept once.
 */
export class TicketQueue<L extends Label> implements Stateful {
  #ring: (ScoredEvent<L> | undefined)[] = new Array(16)
  #first = 0
  #size = 0
  #labels: readonly L[] = []

  /** How many events it holds. */
  get size(): number {
    return this.#size
  }

  /** The oldest event, or undefined. */
  get first(): ScoredEvent<L> | undefined {
    return this.#ring[this.#first]
  }

  /** Adds an event at the end. */
  push(y: L, prediction: Prediction<L>, weight: number, time = 0): void {
    if (this.#size === this.#ring.length) this.#grow()
    this.#ring[(this.#first + this.#size) & (this.#ring.length - 1)] = {
      y,
      prediction: this.#copy(prediction),
      weight,
      time,
    }
    this.#size++
  }

  /** Takes the oldest event out. */
  shift(): ScoredEvent<L> | undefined {
    const event = this.#ring[this.#first]
    if (event === undefined) return undefined
    this.#ring[this.#first] = undefined
    this.#first = (this.#first + 1) & (this.#ring.length - 1)
    this.#size--
    return event
  }

  /** Writes the events, column by column. */
  save(to: SnapshotWriter): void {
    const events = Array.from({ length: this.#size }, (_, i) => this.#at(i))
    const lists = new Table<readonly L[]>((labels) => JSON.stringify(labels))
    const labels = new Table<L>((y) => y)
    const rows = events.map(({ y, prediction }) => [
      labels.index(y),
      prediction.label === undefined ? 0 : labels.index(prediction.label) + 1,
      lists.index(prediction.labels),
    ])
    to.array('events', rows.flat(), 'U32')
    to.array(
      'numbers',
      events.flatMap(({ weight, time, prediction }) => [weight, time, prediction.unseen ?? -1]),
    )
    to.array(
      'probabilities',
      events.flatMap(({ prediction }) => prediction.probabilities),
    )
    to.text('lists', JSON.stringify(lists.items))
    writeLabels(to, 'labels', labels.items)
  }

  /** Restores them. */
  load(from: SnapshotReader): void {
    const rows = from.array('events')
    const numbers = from.array('numbers')
    const probabilities = from.array('probabilities')
    const lists = JSON.parse(from.text('lists')) as L[][]
    const labels = readLabels(from, 'labels') as L[]
    const loaded = new TicketQueue<L>()
    let at = 0
    for (let i = 0; i < rows.length; i += 3) {
      const y = labels[rows[i] as number]
      const label = rows[i + 1] === 0 ? undefined : labels[(rows[i + 1] as number) - 1]
      const list = lists[rows[i + 2] as number]
      check(y !== undefined && list !== undefined, 'events of the window', 'whole', 'broken')
      const unseen = numbers[i + 2] as number
      const prediction = {
        label,
        labels: list,
        probabilities: Array.from(probabilities.subarray(at, at + list.length)),
      }
      loaded.push(
        y,
        unseen < 0 ? prediction : { ...prediction, unseen },
        numbers[i] as number,
        numbers[i + 1] as number,
      )
      at += list.length
    }
    check(numbers.length === rows.length && at === probabilities.length, 'events of the window', 'whole', 'broken')
    this.#ring = loaded.#ring
    this.#first = loaded.#first
    this.#size = loaded.#size
    this.#labels = loaded.#labels
  }

  #at(i: number): ScoredEvent<L> {
    return this.#ring[(this.#first + i) & (this.#ring.length - 1)] as ScoredEvent<L>
  }

  #copy({ label, labels, probabilities, unseen }: Prediction<L>): Prediction<L> {
    const last = this.#labels
    if (last.length !== labels.length || last.some((y, k) => y !== labels[k])) this.#labels = [...labels]
    const copy = { label, labels: this.#labels, probabilities: probabilities.slice() }
    return unseen === undefined ? copy : { ...copy, unseen }
  }

  #grow(): void {
    const ring = new Array<ScoredEvent<L> | undefined>(2 * this.#ring.length)
    for (let i = 0; i < this.#size; i++) ring[i] = this.#at(i)
    this.#ring = ring
    this.#first = 0
  }
}

/** Numbers things from 0 in the order in which they first come. */
class Table<T> {
  readonly items: T[] = []
  readonly #index = new Map<unknown, number>()
  readonly #key: (item: T) => unknown

  constructor(key: (item: T) => unknown) {
    this.#key = key
  }

  index(item: T): number {
    const key = this.#key(item)
    const known = this.#index.get(key)
    if (known !== undefined) return known
    this.#index.set(key, this.items.length)
    return this.items.push(item) - 1
  }
}
