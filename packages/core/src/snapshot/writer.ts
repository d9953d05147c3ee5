import type { Dtype, SnapshotWriter } from '../vocabulary.ts'
import { checkName, type Entries, MAX_DEPTH, MAX_ENTRIES } from './entries.ts'
import { toBytes } from './littleEndian.ts'

/** Takes a state into entries by path. Arrays are copied at once, so that the state may go on. */
export class EntriesWriter implements SnapshotWriter {
  readonly #entries: Entries
  readonly #path: string
  readonly #depth: number
  readonly #names: Set<string> = new Set()

  constructor(entries: Entries, path = '', depth = 0) {
    this.#entries = entries
    this.#path = path
    this.#depth = depth
  }

  array(name: string, values: ArrayLike<number>, dtype: Dtype = 'F64'): void {
    const path = this.#open(name)
    this.#entries.tensors.set(path, { dtype, bytes: toBytes(values, dtype) })
  }

  text(name: string, value: string): void {
    this.#entries.texts.set(this.#open(name), value)
  }

  child(name: string): SnapshotWriter {
    const path = this.#open(name)
    if (this.#depth === MAX_DEPTH)
      throw new RangeError(`parts of a snapshot should be at most ${MAX_DEPTH} deep: ${path}`)
    this.#entries.texts.set(`${path}/`, '')
    return new EntriesWriter(this.#entries, `${path}/`, this.#depth + 1)
  }

  /** The path of a new name. The mark of an empty part goes with the first. */
  #open(name: string): string {
    checkName(name)
    const path = this.#path + name
    if (this.#names.has(name))
      throw new RangeError(`a state should use a name once, but saves ${JSON.stringify(path)} twice`)
    this.#names.add(name)
    const { texts, tensors } = this.#entries
    if (Math.max(texts.size, tensors.size) >= MAX_ENTRIES)
      throw new RangeError(`a snapshot should have at most ${MAX_ENTRIES} arrays and texts`)
    if (this.#path !== '') this.#entries.texts.delete(this.#path)
    return path
  }
}
