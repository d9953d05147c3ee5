import {
  type Label,
  maxWeight,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'
import {
  between,
  checkColumns,
  checkSaved,
  finite,
  isLabels,
  readArray,
  readJson,
  readLabels,
  writeLabels,
} from '@rivulet/core/snapshot'
import type { Target } from '../mean/target.ts'

/** An event that a window remembers. */
export interface ScoredEvent<L extends Label, Y extends L | Target<L>> {
  readonly y: Y
  readonly prediction: Prediction<L>
  readonly weight: number
  /** When it was counted, in event time; 0 where time does not matter. */
  readonly time: number
}

/**
 * Events in the order in which they were counted, first in, first out, in a ring that doubles when it is full. Tickets
 * are copied, for they belong to the caller; lists of classes that are alike are kept once.
 */
export class TicketQueue<L extends Label, Y extends L | Target<L> = L> implements Stateful {
  #ring: (ScoredEvent<L, Y> | undefined)[] = new Array(16)
  #first = 0
  #size = 0
  #labels: readonly L[] = []

  /** How many events it holds. */
  get size(): number {
    return this.#size
  }

  /** The oldest event, or undefined. */
  get first(): ScoredEvent<L, Y> | undefined {
    return this.#ring[this.#first]
  }

  /** The newest event, or undefined. */
  get last(): ScoredEvent<L, Y> | undefined {
    return this.#size === 0 ? undefined : this.#at(this.#size - 1)
  }

  /** The events, from the oldest on. */
  *[Symbol.iterator](): IterableIterator<ScoredEvent<L, Y>> {
    for (let i = 0; i < this.#size; i++) yield this.#at(i)
  }

  /** Adds an event at the end. */
  push(y: Y, prediction: Prediction<L>, weight: number, time = 0): void {
    if (this.#size === this.#ring.length) this.#grow()
    this.#ring[(this.#first + this.#size) & (this.#ring.length - 1)] = {
      y: isTarget<L>(y) ? (this.#copy({ label: undefined, ...y }) as Target<L> as Y) : y,
      prediction: this.#copy(prediction),
      weight,
      time,
    }
    this.#size++
  }

  /** Takes the oldest event out. */
  shift(): ScoredEvent<L, Y> | undefined {
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
      isTarget<L>(y) ? 0 : labels.index(y as L) + 1,
      prediction.label === undefined ? 0 : labels.index(prediction.label) + 1,
      lists.index(prediction.labels),
      isTarget<L>(y) ? lists.index(y.labels) : 0,
    ])
    to.array('events', rows.flat(), 'U32')
    to.array(
      'numbers',
      events.flatMap(({ weight, time, prediction }) => [weight, time, prediction.unseen ?? -1]),
    )
    to.array(
      'probabilities',
      events.flatMap(({ y, prediction }) => [...prediction.probabilities, ...(isTarget<L>(y) ? y.probabilities : [])]),
    )
    to.text('lists', JSON.stringify(lists.items))
    writeLabels(to, 'labels', labels.items)
  }

  /** Restores them. */
  load(from: SnapshotReader): void {
    const rows = readArray(from, 'events', 'U32')
    const size = Math.ceil(rows.length / 4)
    checkSaved(rows.length === 4 * size, 'events', 'four numbers each', rows.length)
    const numbers = readArray(from, 'numbers', 'F64', 3 * size)
    checkColumns(numbers, 'numbers', [between(0, maxWeight), finite, between(-1, 1)])
    const probabilities = readArray(from, 'probabilities', 'F64', undefined, finite)
    const lists = readJson(from, 'lists')
    checkSaved(Array.isArray(lists) && lists.every(isLabels), 'lists', 'lists of labels', lists)
    const labels = readLabels(from, 'labels') as L[]
    const loaded = new TicketQueue<L, Y>()
    let at = 0
    const distribution = (list: number): Target<L> => {
      const known = lists[list] as L[] | undefined
      checkSaved(known !== undefined, 'events', `of ${lists.length} lists`, list)
      at += known.length
      checkSaved(at <= probabilities.length, 'probabilities', 'as many as labels', probabilities.length)
      return { labels: known, probabilities: Array.from(probabilities.subarray(at - known.length, at)) }
    }
    for (let i = 0; i < size; i++) {
      const [of, predicted, list, target] = rows.subarray(4 * i, 4 * i + 4) as unknown as number[]
      const [weight, time, unseen] = numbers.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number]
      const label = predicted === 0 ? undefined : labels[(predicted as number) - 1]
      checkSaved(predicted === 0 || label !== undefined, 'events', `of ${labels.length} labels`, predicted)
      const prediction = { label, ...distribution(list as number) }
      const y = of === 0 ? distribution(target as number) : labels[(of as number) - 1]
      checkSaved(y !== undefined, 'events', `of ${labels.length} labels`, of)
      checkSaved(unseen === -1 || unseen >= 0, 'unseen', 'from 0 to 1', unseen)
      checkSaved(time >= (loaded.last?.time ?? -Infinity), 'times', 'in order', time)
      loaded.push(y as Y, unseen === -1 ? prediction : { ...prediction, unseen }, weight, time)
    }
    checkSaved(at === probabilities.length, 'probabilities', `${at}`, probabilities.length)
    this.take(loaded)
  }

  /** Takes over all that another has, which is not to be used any more. */
  take(other: TicketQueue<L, Y>): void {
    this.#ring = other.#ring
    this.#first = other.#first
    this.#size = other.#size
    this.#labels = other.#labels
  }

  #at(i: number): ScoredEvent<L, Y> {
    return this.#ring[(this.#first + i) & (this.#ring.length - 1)] as ScoredEvent<L, Y>
  }

  #copy({ label, labels, probabilities, unseen }: Prediction<L>): Prediction<L> {
    if (!alike(this.#labels, labels)) this.#labels = [...labels]
    const copy = { label, labels: this.#labels, probabilities: probabilities.slice() }
    return unseen === undefined ? copy : { ...copy, unseen }
  }

  #grow(): void {
    const ring = new Array<ScoredEvent<L, Y> | undefined>(2 * this.#ring.length)
    for (let i = 0; i < this.#size; i++) ring[i] = this.#at(i)
    this.#ring = ring
    this.#first = 0
  }
}

/** A loop, for this is asked of every event. */
function alike(a: readonly Label[], b: readonly Label[]): boolean {
  if (a.length !== b.length) return false
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false
  return true
}

function isTarget<L extends Label>(y: Label | Target<L>): y is Target<L> {
  return typeof y === 'object'
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
