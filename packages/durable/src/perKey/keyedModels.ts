import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { decode, encode, InvalidSnapshot, readCount, readJson } from '@rivulet/core/snapshot'
import type { Shelf } from './shelf.ts'

/** How models are kept. */
export interface KeyedModelsOptions<S extends Stateful> {
  readonly create: (key: string) => S
  /** How many are in memory at most. */
  readonly maxModels: number
  readonly shelf: Shelf
}

/**
 * A model for each key, of which the most recently used are in memory and the others on a shelf. Which are where is a function of the events, so
 * that it can be saved and restored with them: the state holds those in memory, and of the others where they are.
 */
export class KeyedModels<S extends Stateful> implements Stateful {
  readonly #options: KeyedModelsOptions<S>
  /** Those in memory, the one that was used last at the end. */
  #near: Map<string, S> = new Map()
  /** The numbers under which the others are on the shelf. */
  #far: Map<string, number> = new Map()
  /** How many were put on the shelf so far, which numbers them. */
  #put = 0
  /** How many events were learned. */
  #t = 0
  /** What is on the shelf and not needed any more by a snapshot that was taken at this t or later. */
  #superseded: { readonly number: number; readonly t: number }[] = []
  #tidied: Promise<void> | undefined
  #savedAt = 0

  constructor(options: KeyedModelsOptions<S>) {
    this.#options = options
  }

  /** Models in memory, and all of them. */
  get sizes(): { readonly near: number; readonly all: number } {
    return { near: this.#near.size, all: this.#near.size + this.#far.size }
  }

  /** The t of the snapshot that was taken last. */
  get savedAt(): number {
    return this.#savedAt
  }

  /** Lets a key's model learn; what refuses the event leaves everything as it was. */
  take(key: string, learn: (model: S) => void | Promise<void>): void | Promise<void> {
    if (this.#tidied === undefined) {
      this.#tidied = this.#tidy()
      return this.#tidied.then(() => this.take(key, learn))
    }
    const number = this.#far.get(key)
    if (number !== undefined) return this.#fetch(key, number, learn)
    const model = this.#near.get(key) ?? this.#options.create(key)
    return after(learn(model), () => this.#use(key, model))
  }

  /** Forgets what only snapshots needed that were taken before this t. */
  async forget(t: number): Promise<void> {
    const old = this.#superseded.filter((one) => one.t <= t)
    if (old.length === 0) return
    this.#superseded = this.#superseded.filter((one) => one.t > t)
    await this.#options.shelf.remove(old.map(({ number }) => number))
  }

  save(to: SnapshotWriter): void {
    this.#savedAt = this.#t
    to.text('t', String(this.#t))
    to.text('put', String(this.#put))
    to.text('near', JSON.stringify([...this.#near.keys()]))
    to.text('far', JSON.stringify([...this.#far]))
    const models = to.child('models')
    for (const [i, model] of [...this.#near.values()].entries()) model.save(models.child(String(i)))
  }

  load(from: SnapshotReader): void {
    const t = readCount(from, 't')
    const put = readCount(from, 'put')
    const keys = readJson(from, 'near')
    const far = readJson(from, 'far')
    if (!isList(keys, isText)) throw new InvalidSnapshot('near should be a list of keys, but is not')
    if (
      !isList(
        far,
        (pair): pair is [string, number] => isList(pair, isAny) && isText(pair[0]) && Number.isSafeInteger(pair[1]),
      )
    )
      throw new InvalidSnapshot('far should be a list of keys with their numbers, but is not')
    const models = from.child('models')
    const near = new Map<string, S>()
    for (const [i, key] of keys.entries()) {
      const model = this.#options.create(key)
      model.load(models.child(String(i)))
      near.set(key, model)
    }
    this.#t = t
    this.#put = put
    this.#near = near
    this.#far = new Map(far)
    this.#superseded = []
    this.#tidied = undefined
  }

  async #fetch(key: string, number: number, learn: (model: S) => void | Promise<void>): Promise<void> {
    const model = this.#options.create(key)
    model.load(decode(await this.#options.shelf.get(number)))
    await learn(model)
    this.#far.delete(key)
    this.#superseded.push({ number, t: this.#t + 1 })
    await this.#use(key, model)
  }

  #use(key: string, model: S): void | Promise<void> {
    this.#t += 1
    this.#near.delete(key)
    this.#near.set(key, model)
    let waiting: Promise<void> | undefined
    while (this.#near.size > this.#options.maxModels) {
      const [oldKey, old] = this.#near.entries().next().value as [string, S]
      this.#near.delete(oldKey)
      this.#far.set(oldKey, ++this.#put)
      waiting = this.#options.shelf.put(this.#put, encode(old)) ?? waiting
    }
    return waiting
  }

  /** Removes what a process that died had put there after the snapshot, and in time what only older snapshots need. */
  async #tidy(): Promise<void> {
    const { shelf } = this.#options
    const needed = new Set(this.#far.values())
    const others = shelf.numbers().filter((number) => !needed.has(number))
    await shelf.remove(others.filter((number) => number > this.#put))
    for (const number of others) if (number <= this.#put) this.#superseded.push({ number, t: this.#t })
  }
}

function after(waiting: void | Promise<void>, next: () => void | Promise<void>): void | Promise<void> {
  return typeof waiting?.then === 'function' ? waiting.then(next) : next()
}

function isList<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isItem)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isAny(_value: unknown): _value is unknown {
  return true
}
