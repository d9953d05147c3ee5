/**
 * A binary heap of things with a time: `push` and `pop` in O(log n), the earliest at the top, and of those with the same
 * time the one that was pushed first.
 *
 * The times lie in an array of their own, so that comparing them reads a few cache lines and no objects.
 *
 * @see Williams (1964), Algorithm 232: Heapsort
 */
export class Heap<T> {
  #items: (T | undefined)[] = new Array(64)
  #times = new Float64Array(64)
  /** The count of pushes before each item's own. */
  #orders = new Float64Array(64)
  #size = 0
  #pushes = 0

  /** The number of items. */
  get size(): number {
    return this.#size
  }

  /** The time of the first item; Infinity if there is none. */
  get time(): number {
    return this.#size === 0 ? Infinity : (this.#times[0] as number)
  }

  /** Adds an item. */
  push(item: T, time: number): void {
    if (this.#size === this.#times.length) this.#grow()
    const order = this.#pushes++
    let i = this.#size++
    while (i > 0) {
      const parent = (i - 1) >> 1
      // What is pushed later comes later: only an earlier time goes up.
      if (time >= (this.#times[parent] as number)) break
      this.#move(parent, i)
      i = parent
    }
    this.#put(i, item, time, order)
  }

  /** Takes the first item out. */
  pop(): T | undefined {
    if (this.#size === 0) return undefined
    const first = this.#items[0]
    const last = --this.#size
    const item = this.#items[last] as T
    const time = this.#times[last] as number
    const order = this.#orders[last] as number
    this.#items[last] = undefined
    let i = 0
    for (let child = 1; child < last; child = 2 * i + 1) {
      if (child + 1 < last && this.#before(child + 1, this.#times[child] as number, this.#orders[child] as number))
        child++
      if (!this.#before(child, time, order)) break
      this.#move(child, i)
      i = child
    }
    if (last > 0) this.#put(i, item, time, order)
    return first
  }

  /** The items in the order in which they would come out. */
  sorted(): T[] {
    const places = Array.from({ length: this.#size }, (_, i) => i)
    places.sort((i, j) => (this.#before(i, this.#times[j] as number, this.#orders[j] as number) ? -1 : 1))
    return places.map((i) => this.#items[i] as T)
  }

  #before(i: number, time: number, order: number): boolean {
    const own = this.#times[i] as number
    return own < time || (own === time && (this.#orders[i] as number) < order)
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#items[from] as T, this.#times[from] as number, this.#orders[from] as number)
  }

  #put(i: number, item: T, time: number, order: number): void {
    this.#items[i] = item
    this.#times[i] = time
    this.#orders[i] = order
  }

  #grow(): void {
    const times = new Float64Array(2 * this.#size)
    const orders = new Float64Array(2 * this.#size)
    times.set(this.#times)
    orders.set(this.#orders)
    this.#times = times
    this.#orders = orders
  }
}
