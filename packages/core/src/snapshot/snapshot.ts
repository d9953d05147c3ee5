import type { SnapshotReader, SnapshotWriter } from '../vocabulary.ts'
import type { Entries } from './entries.ts'
import { InvalidSnapshot } from './invalidSnapshot.ts'
import { fromBytes } from './littleEndian.ts'

/**
 * What stands in a snapshot, by name; made by `decode`.
 * Every array handed out is a copy, so that a learner may keep it.
 */
export class Snapshot implements SnapshotReader {
  readonly #entries: Entries
  readonly #parts: ReadonlyMap<string, number>
  readonly #path: string

  constructor(entries: Entries, parts: ReadonlyMap<string, number>, path = '') {
    this.#entries = entries
    this.#parts = parts
    this.#path = path
  }

  /** The array of this name, its numbers as they were saved. */
  array(name: string): Float64Array | Uint32Array | Uint8Array {
    const tensor = this.#entries.tensors.get(this.#path + name)
    if (tensor === undefined) throw this.#missing('array', name)
    return fromBytes(tensor.bytes, tensor.dtype)
  }

  /** The text of this name. */
  text(name: string): string {
    const text = name.endsWith('/') ? undefined : this.#entries.texts.get(this.#path + name)
    if (text === undefined) throw this.#missing('text', name)
    return text
  }

  /** The part of this name. */
  child(name: string): Snapshot {
    if (!this.#parts.has(this.#path + name)) throw this.#missing('part', name)
    return new Snapshot(this.#entries, this.#parts, `${this.#path}${name}/`)
  }

  /** Everything in this part and below, by path, texts first. */
  *entries(): Generator<[path: string, value: string | Float64Array | Uint32Array | Uint8Array]> {
    const within = (path: string): boolean => path.startsWith(this.#path) && !path.endsWith('/')
    for (const [path, text] of this.#entries.texts) if (within(path)) yield [path.slice(this.#path.length), text]
    for (const [path, { bytes, dtype }] of this.#entries.tensors) {
      if (within(path)) yield [path.slice(this.#path.length), fromBytes(bytes, dtype)]
    }
  }

  /** Writes everything in this part again, as it is: to rename it, or to take it over into the snapshot of a newer program. */
  save(to: SnapshotWriter): void {
    const { texts, tensors } = this.#entries
    const parts = new Set<string>()
    for (const path of [...texts.keys(), ...tensors.keys()]) {
      if (!path.startsWith(this.#path) || path === this.#path) continue
      const [name, ...below] = path.slice(this.#path.length).split('/') as [string, ...string[]]
      const tensor = tensors.get(path)
      if (below.length > 0) parts.add(name)
      else if (tensor !== undefined) to.array(name, fromBytes(tensor.bytes, tensor.dtype), tensor.dtype)
      else to.text(name, texts.get(path) as string)
    }
    for (const name of parts) this.child(name).save(to.child(name))
  }

  #missing(kind: string, name: string): InvalidSnapshot {
    return new InvalidSnapshot(
      `this snapshot has no ${kind} ${JSON.stringify(this.#path + name)}: it belongs to another state`,
    )
  }
}
