import { check, maxFeatures, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { InvalidSnapshot, readArray, readExpected } from '@rivulet/core/snapshot'
import { BAR } from '../bytes/codes.ts'
import { decodeUtf8 } from '../bytes/utf8.ts'
import { hashOn, mixed, NO_HASH } from './nameHash.ts'

/**
 * Numbers the names of features 0, 1, 2 … in the order in which they are first seen: exact, where a hash would let some share
 * an index.
 *
 * Names are bytes, so one that is no UTF-8 is kept apart from all others. They lie one after the other in one array, and
 * are found through a table of hashes with open addressing: no string is made to look one up. Above the cap a new name gets
 * no number.
 */
export class FeatureNames implements Stateful {
  /** The most names. */
  readonly cap: number
  #bytes: Uint8Array = new Uint8Array(1024)
  /** Name i ends before #ends[i] and begins where the one before it ends. */
  #ends: Uint32Array = new Uint32Array(64)
  #size = 0
  /** Slots of four: the hash of a name, its number + 1 or 0, where it begins, how long it is: all in one line of the cache. At most half full. */
  #table: Int32Array = new Int32Array(4 * 64)

  /** @param cap - the most names, from 1 to 2²⁴ */
  constructor(cap: number = maxFeatures) {
    check(Number.isInteger(cap) && cap >= 1 && cap <= maxFeatures, 'cap', 'a whole number from 1 to 2²⁴', cap)
    this.cap = cap
  }

  /** How many names there are. */
  get size(): number {
    return this.#size
  }

  /** The name with a number, `undefined` if there is none; bytes that are no UTF-8 are shown as U+FFFD. */
  name(index: number): string | undefined {
    if (!(Number.isInteger(index) && index >= 0 && index < this.#size)) return undefined
    return decodeUtf8(this.#bytes.subarray(this.#start(index), this.#ends[index]))
  }

  /** The number of the name in `bytes` from `start` to `end`; a new name gets the next one, or −1 when all are taken. */
  admit(bytes: Uint8Array, start: number, end: number): number {
    return this.admitHashed(hashOn(NO_HASH, bytes, start, end), bytes, 0, 0, start, end)
  }

  /**
   * The number of a name with a namespace before it, parted by a bar, where the two stand apart in `bytes`; without a namespace, of the name.
   *
   * @param hash - that of the whole, by `hashOn`
   */
  admitHashed(hash: number, bytes: Uint8Array, space: number, spaceEnd: number, start: number, end: number): number {
    const table = this.#table
    const known = this.#bytes
    const mask = table.length - 1
    const before = space === spaceEnd ? 0 : spaceEnd - space + 1
    const length = before + end - start
    let slot = (mixed(hash) << 2) & mask
    for (; table[slot + 1] !== 0; slot = (slot + 4) & mask) {
      if (table[slot] !== hash || table[slot + 3] !== length) continue
      const at = (table[slot + 2] as number) + before
      let i = 0
      while (start + i < end && known[at + i] === bytes[start + i]) i++
      if (start + i === end && (before === 0 || this.#isIn(at - before, bytes, space, spaceEnd))) {
        return (table[slot + 1] as number) - 1
      }
    }
    return this.#size >= this.cap ? -1 : this.#add(slot, hash, bytes, space, spaceEnd, start, end)
  }

  /** Takes back the names that came last, so that there are `size`. */
  takeBack(size: number): void {
    // From the last on: a name that is taken back is at the end of its run in the table.
    while (this.#size > size) {
      const number = this.#size--
      const start = this.#start(number - 1)
      const mask = this.#table.length - 1
      let slot = (mixed(hashOn(NO_HASH, this.#bytes, start, this.#ends[number - 1] as number)) << 2) & mask
      while (this.#table[slot + 1] !== number) slot = (slot + 4) & mask
      this.#table[slot + 1] = 0
    }
  }

  /** Writes the names in the order of their numbers. */
  save(to: SnapshotWriter): void {
    to.text('cap', String(this.cap))
    to.array('names', this.#bytes.subarray(0, this.#start(this.size)), 'U8')
    to.array('ends', this.#ends.subarray(0, this.#size), 'U32')
  }

  /** Restores them. */
  load(from: SnapshotReader): void {
    readExpected(from, 'cap', String(this.cap))
    const names = readArray(from, 'names', 'U8')
    const ends = readArray(from, 'ends', 'U32')
    const read = new FeatureNames(this.cap)
    for (const [i, end] of ends.entries()) {
      const start = i === 0 ? 0 : (ends[i - 1] as number)
      const ordered = start <= end && end <= names.length
      if (!ordered || read.admit(names, start, end) !== i)
        throw new InvalidSnapshot('names should be distinct, in order')
    }
    if (names.length !== (ends.at(-1) ?? 0)) throw new InvalidSnapshot('names should end with the last one')
    this.#bytes = read.#bytes
    this.#ends = read.#ends
    this.#size = read.#size
    this.#table = read.#table
  }

  #start(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] as number)
  }

  /** Whether the namespace and the bar after it stand at a place among the names. */
  #isIn(at: number, bytes: Uint8Array, space: number, spaceEnd: number): boolean {
    for (let i = space; i < spaceEnd; i++) if (this.#bytes[at + i - space] !== bytes[i]) return false
    return this.#bytes[at + spaceEnd - space] === BAR
  }

  #add(
    slot: number,
    hash: number,
    bytes: Uint8Array,
    space: number,
    spaceEnd: number,
    start: number,
    end: number,
  ): number {
    const from = this.#start(this.#size)
    let at = from
    this.#reserve(at + spaceEnd - space + 1 + end - start)
    if (space < spaceEnd) {
      for (let i = space; i < spaceEnd; i++) this.#bytes[at++] = bytes[i] as number
      this.#bytes[at++] = BAR
    }
    for (let i = start; i < end; i++) this.#bytes[at++] = bytes[i] as number
    if (this.#size === this.#ends.length) {
      const ends = new Uint32Array(2 * this.#size)
      ends.set(this.#ends)
      this.#ends = ends
    }
    this.#ends[this.#size++] = at
    this.#put(slot, hash, this.#size, from, at)
    if (8 * this.#size > this.#table.length) this.#index(2 * this.#table.length)
    return this.#size - 1
  }

  #reserve(length: number): void {
    if (length <= this.#bytes.length) return
    const larger = new Uint8Array(2 * length)
    larger.set(this.#bytes)
    this.#bytes = larger
  }

  #index(length: number): void {
    const old = this.#table
    this.#table = new Int32Array(length)
    // In the order of their numbers, so that the last that came can be taken back.
    const slots = new Int32Array(this.#size)
    for (let slot = 0; slot < old.length; slot += 4) {
      const number = old[slot + 1] as number
      if (number > 0) slots[number - 1] = slot
    }
    for (const from of slots) {
      const hash = old[from] as number
      let slot = (mixed(hash) << 2) & (length - 1)
      while (this.#table[slot + 1] !== 0) slot = (slot + 4) & (length - 1)
      this.#table.set(old.subarray(from, from + 4), slot)
    }
  }

  #put(slot: number, hash: number, number: number, start: number, end: number): void {
    this.#table[slot] = hash
    this.#table[slot + 1] = number
    this.#table[slot + 2] = start
    this.#table[slot + 3] = end - start
  }
}
