import { check, maxFeatures, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { InvalidSnapshot, readArray, readExpected } from '@rivulet/core/snapshot'
import { decodeUtf8 } from '../bytes/utf8.ts'

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
  #ends: number[] = []
  /** Hash → number + 1, or 0; at most half full. */
  #table: Int32Array = new Int32Array(64)

  /** @param cap - the most names, from 1 to 2²⁴ */
  constructor(cap: number = maxFeatures) {
    check(Number.isInteger(cap) && cap >= 1 && cap <= maxFeatures, 'cap', 'a whole number from 1 to 2²⁴', cap)
    this.cap = cap
  }

  /** How many names there are. */
  get size(): number {
    return this.#ends.length
  }

  /** The name with a number, `undefined` if there is none; bytes that are no UTF-8 are shown as U+FFFD. */
  name(index: number): string | undefined {
    const end = this.#ends[index]
    return end === undefined ? undefined : decodeUtf8(this.#bytes.subarray(this.#start(index), end))
  }

  /** The number of the name in `bytes` from `start` to `end`; a new name gets the next one, or −1 when all are taken. */
  admit(bytes: Uint8Array, start: number, end: number): number {
    const mask = this.#table.length - 1
    let slot = hash(bytes, start, end) & mask
    for (let found = this.#table[slot] as number; found > 0; found = this.#table[slot] as number) {
      if (this.#equals(found - 1, bytes, start, end)) return found - 1
      slot = (slot + 1) & mask
    }
    if (this.size >= this.cap) return -1
    const from = this.#start(this.size)
    this.#reserve(from + end - start)
    for (let i = start; i < end; i++) this.#bytes[from + i - start] = bytes[i] as number
    this.#ends.push(from + end - start)
    this.#table[slot] = this.size
    if (2 * this.size > this.#table.length) this.#index(2 * this.#table.length)
    return this.size - 1
  }

  /** Writes the names in the order of their numbers. */
  save(to: SnapshotWriter): void {
    to.text('cap', String(this.cap))
    to.array('names', this.#bytes.subarray(0, this.#start(this.size)), 'U8')
    to.array('ends', this.#ends, 'U32')
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
    this.#table = read.#table
  }

  #start(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] as number)
  }

  #equals(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#start(index)
    if ((this.#ends[index] as number) - from !== end - start) return false
    for (let i = start; i < end; i++) if (this.#bytes[from + i - start] !== bytes[i]) return false
    return true
  }

  #reserve(length: number): void {
    if (length <= this.#bytes.length) return
    const larger = new Uint8Array(2 * length)
    larger.set(this.#bytes)
    this.#bytes = larger
  }

  #index(size: number): void {
    this.#table = new Int32Array(size)
    for (const [i, end] of this.#ends.entries()) {
      let slot = hash(this.#bytes, this.#start(i), end) & (size - 1)
      while (this.#table[slot] !== 0) slot = (slot + 1) & (size - 1)
      this.#table[slot] = i + 1
    }
  }
}

/** FNV-1a, 32 bits, with a last mix so that the low bits, which the table uses, depend on all. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let h = 0x811c9dc5
  for (let i = start; i < end; i++) h = Math.imul(h ^ (bytes[i] as number), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return h ^ (h >>> 13)
}
