import { check, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { checkSaved, readArray } from '@rivulet/core/snapshot'
import { longestName } from '../event/eachFeature.ts'
import { readTexts, writeTexts } from '../event/texts.ts'
import { hashedIndex } from './hashedIndex.ts'

/**
 * A dictionary that inverts the hash: from an index back to the names that fell on it.
 *
 * It is bounded: the first `capacity` names of at most 256 characters are kept for good, later ones have no name. First
 * come, first kept costs nothing once it is full, and what an index is called never changes. Names are told apart by
 * their 32-bit hashes, so that a name known is found without building its text: of two names with one hash only the
 * first is kept.
 */
export class FeatureNames implements Stateful {
  /** The most names it keeps. */
  readonly capacity: number
  readonly #bits: number
  #names: Map<number, string> = new Map()
  #slots: Map<number, string[]> = new Map()

  /**
   * @param capacity - the most names it keeps, a whole number ≥ 0
   * @param bits - the width of the hash is 2^bits
   */
  constructor(capacity: number, bits: number) {
    check(Number.isInteger(capacity) && capacity >= 0, 'names', 'a whole number ≥ 0', capacity)
    this.capacity = capacity
    this.#bits = bits
  }

  /** Whether there is no room for another name. */
  get full(): boolean {
    return this.#names.size >= this.capacity
  }

  /** Whether a name with this hash is kept. */
  has(hash: number): boolean {
    return this.#names.has(hash)
  }

  /** Keeps the name that has this hash, if it is new and there is room. */
  add(hash: number, name: string): void {
    if (this.full || this.#names.has(hash)) return
    this.#names.set(hash, name)
    const slot = hashedIndex(hash, this.#bits)
    const there = this.#slots.get(slot)
    if (there === undefined) this.#slots.set(slot, [name])
    else there.push(name)
  }

  /** The names kept for an index, the first seen first; none if it is unknown. */
  of(index: number): readonly string[] {
    return this.#slots.get(index) ?? []
  }

  /** Writes names and hashes in the order they came. */
  save(to: SnapshotWriter): void {
    to.array(
      'hashes',
      Uint32Array.from(this.#names.keys(), (hash) => hash >>> 0),
      'U32',
    )
    writeTexts(to.child('names'), [...this.#names.values()])
  }

  /** Restores them into a dictionary with room for them. */
  load(from: SnapshotReader): void {
    const names = readTexts(from.child('names'))
    const hashes = readArray(from, 'hashes', 'U32', names.length)
    const bounded = names.length <= this.capacity && names.every((name) => name.length <= longestName)
    checkSaved(bounded, 'names', `at most ${this.capacity}, of ${longestName} characters at most`, names.length)
    checkSaved(new Set(hashes).size === names.length, 'hashes', 'distinct', names.length)
    this.#names = new Map()
    this.#slots = new Map()
    for (const [i, name] of names.entries()) this.add((hashes[i] as number) | 0, name)
  }
}
