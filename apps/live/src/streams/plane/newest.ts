import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { checkSaved, readJson } from '@rivulet/core/snapshot'
import type { Expected } from '../../savedJson.ts'

/** The newest of many items, the oldest of them first. Items are plain JSON. */
export class Newest<T> implements Stateful {
  readonly #cap: number
  readonly #item: Expected<T>
  #items: T[] = []

  /**
   * @param cap - how many are kept
   * @param item - what each should be, when it comes from a snapshot
   */
  constructor(cap: number, item: Expected<T>) {
    this.#cap = cap
    this.#item = item
  }

  get items(): readonly T[] {
    return this.#items.slice(-this.#cap)
  }

  add(item: T): void {
    this.#items.push(item)
    // Twice as many are held at times, so that the array is not moved at every event.
    if (this.#items.length >= 2 * this.#cap) this.#items = this.#items.slice(-this.#cap)
  }

  /** Writes the newest. */
  save(to: SnapshotWriter): void {
    to.text('items', JSON.stringify(this.items))
  }

  /** Goes on after those that were saved, or throws and changes nothing. */
  load(from: SnapshotReader): void {
    const items = readJson(from, 'items')
    checkSaved(Array.isArray(items) && items.length <= this.#cap, 'items', `a list of at most ${this.#cap}`, items)
    const { is, words } = this.#item
    for (const [i, item] of items.entries()) checkSaved(is(item), `items[${i}]`, words, item)
    this.#items = items
  }
}
