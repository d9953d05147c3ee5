/**
 * A binary heap: `push` and `pop` in O(log n), the first by `before` at the top.
 * Equal elements come out in no particular order, so `before` should decide every tie that matters.
 *
 * @see Williams (1964), Algorithm 232: Heapsort
 */
export class Heap<T> {
  readonly #before: (a: T, b: T) => boolean
  readonly #items: T[] = []

  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before
  }

  /** The number of elements. */
  get size(): number {
    return this.#items.length
  }

  /** The first element, which stays. */
  peek(): T | undefined {
    return this.#items[0]
  }

  /** Adds an element. */
  push(item: T): void {
    const items = this.#items
    let i = items.length
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!this.#before(item, items[parent] as T)) break
      items[i] = items[parent] as T
      i = parent
    }
    items[i] = item
  }

  /** Takes the first element out. */
  pop(): T | undefined {
    const items = this.#items
    const first = items[0]
    const last = items.pop()
    if (items.length === 0 || last === undefined) return first
    let i = 0
    for (let child = 1; child < items.length; child = 2 * i + 1) {
      if (child + 1 < items.length && this.#before(items[child + 1] as T, items[child] as T)) child++
      if (!this.#before(items[child] as T, last)) break
      items[i] = items[child] as T
      i = child
    }
    items[i] = last
    return first
  }
}
