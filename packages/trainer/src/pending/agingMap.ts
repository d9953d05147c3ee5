/** What a key may be. Keys are the same as in a `Map`: `1` and `'1'` are two. */
export type Key = string | number | bigint | boolean

/** Whether something may be a key. */
export function isKey(key: unknown): key is Key {
  if (typeof key === 'number') return !Number.isNaN(key)
  return typeof key === 'string' || typeof key === 'boolean' || typeof key === 'bigint'
}

/** An entry of an {@link AgingMap}, linked to its neighbours in age. */
export interface Aging<V> {
  readonly key: Key
  readonly value: V
  /** The time up to which it may stay. */
  readonly deadline: number
  older: Aging<V> | undefined
  newer: Aging<V> | undefined
}

/**
 * A map that knows which of its entries came first, and forgets any of them in the same short time: a hash table whose
 * entries are also a doubly linked list. (A `Map` alone keeps the order too, but finding its first entry again after many
 * deletions at the front means stepping over the holes they left.)
 *
 * It is bounded: a new entry beyond `cap` pushes out the one that came first.
 */
export class AgingMap<V> {
  readonly #cap: number
  readonly #entries = new Map<Key, Aging<V>>()
  #oldest: Aging<V> | undefined
  #newest: Aging<V> | undefined

  constructor(cap: number) {
    this.#cap = cap
  }

  /** How many entries there are. */
  get size(): number {
    return this.#entries.size
  }

  /** The value of a key. */
  get(key: Key): V | undefined {
    return this.#entries.get(key)?.value
  }

  /** Adds a key that is not there yet, and gives back the entry that it pushed out. */
  add(key: Key, value: V, deadline: number): Aging<V> | undefined {
    const entry: Aging<V> = { key, value, deadline, older: this.#newest, newer: undefined }
    if (this.#newest === undefined) this.#oldest = entry
    else this.#newest.newer = entry
    this.#newest = entry
    this.#entries.set(key, entry)
    return this.size > this.#cap && this.#oldest !== undefined ? this.#take(this.#oldest) : undefined
  }

  /** Takes out the entries that are past their deadline, the oldest first. */
  expire(clock: number, each: (entry: Aging<V>) => void): void {
    for (let e = this.#oldest; e !== undefined && e.deadline < clock; e = this.#oldest) each(this.#take(e))
  }

  /** Takes out all entries, the oldest first. */
  clear(each: (entry: Aging<V>) => void): void {
    for (let e = this.#oldest; e !== undefined; e = this.#oldest) each(this.#take(e))
  }

  /** Takes an entry out and gives it back. */
  take(key: Key): Aging<V> | undefined {
    const entry = this.#entries.get(key)
    return entry === undefined ? undefined : this.#take(entry)
  }

  /** The entries from the oldest to the newest. */
  *[Symbol.iterator](): IterableIterator<Aging<V>> {
    for (let entry = this.#oldest; entry !== undefined; entry = entry.newer) yield entry
  }

  #take(entry: Aging<V>): Aging<V> {
    this.#entries.delete(entry.key)
    if (entry.older === undefined) this.#oldest = entry.newer
    else entry.older.newer = entry.newer
    if (entry.newer === undefined) this.#newest = entry.older
    else entry.newer.older = entry.older
    // A forgotten entry that has grown old would keep its neighbours from the collection of the young.
    entry.older = undefined
    entry.newer = undefined
    return entry
  }
}
