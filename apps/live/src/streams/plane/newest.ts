/** The newest of many items, the oldest of them first. */
export class Newest<T> {
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
}
