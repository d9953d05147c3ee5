import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'

/** The newest of many items, the oldest of them first. Items are plain JSON. */
export class Newest<T> implements Stateful {
  readonly #cap: number
  #items: T[] = []

  /** @param cap - how many are kept */
  constructor(cap: number) {
    this.#cap = cap
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

  /** Goes on after those that were saved. */
  load(from: SnapshotReader): void {
    this.#items = JSON.parse(from.text('items')) as T[]
  }
}
