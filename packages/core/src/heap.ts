/**
 * A queue that gives out its items in the order of `before`, which should be total: then what comes out does not depend on how the
 * items lie in memory. Adding and taking cost O(log n): a binary heap, the children of i at 2i + 1 and 2i + 2.
 *
 * @example
 * ```ts
 * import { Heap } from '@rivulet/core'
 *
 * const soonest = new Heap<{ at: number }>((a, b) => a.at < b.at)
 * for (const at of [5, 2, 9]) soonest.add({ at })
 * soonest.take() // => { at: 2 }
 * soonest.size // => 2
 * ```
 *
 * @see Williams (1964), Algorithm 232: Heapsort
 */
export class Heap<T> {
  readonly #before: (a: T, b: T) => boolean
  readonly #items: T[] = []

  /** @param before - whether one item comes out before another; of no two both, of two different ones one */
  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before
  }

  /** How many items there are. */
  get size(): number {
    return this.#items.length
  }

  /** The first item. */
  get first(): T | undefined {
    return this.#items[0]
  }

  /** Adds an item. */
  add(item: T): void {
    const items = this.#items
    let i = items.length
    items.push(item)
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!this.#before(item, items[parent] as T)) break
      items[i] = items[parent] as T
      i = parent
    }
    items[i] = item
  }

  /** Takes out the first item. */
  take(): T | undefined {
    const items = this.#items
    const first = items[0]
    const last = items.pop()
    if (last === undefined || items.length === 0) return first
    let i = 0
    for (let child = 1; child < items.length; child = 2 * i + 1) {
      if (child + 1 < items.length && this.#before(items[child + 1] as T, items[child] as T)) child += 1
      if (!this.#before(items[child] as T, last)) break
      items[i] = items[child] as T
      i = child
    }
    items[i] = last
    return first
  }

  /** The items in order. */
  sorted(): T[] {
    return [...this.#items].sort((a, b) => (this.#before(a, b) ? -1 : 1))
  }
}
