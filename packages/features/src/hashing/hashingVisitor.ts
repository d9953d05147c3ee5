import { type FeatureVisitor, longestName } from '../event/eachFeature.ts'
import { SparseBuilder } from '../sparse/sparseBuilder.ts'
import { hashedIndex } from './hashedIndex.ts'
import { murmur3Name } from './murmur3.ts'

/** The hashes of so many names are remembered, by their position. */
const REMEMBERED = 1024

/**
 * Collects an event's features as hashed pairs.
 *
 * A name that stood at the same position in the event before is not hashed again: the event that is learned is the one that
 * was predicted, a number's name is its key, and many a category stays what it was. Names are compared, not events, so it
 * does not matter whose event it is, nor whether it was changed.
 */
export class HashingVisitor implements FeatureVisitor {
  /** Index and value of every feature, in the order visited. */
  readonly pairs: SparseBuilder = new SparseBuilder()
  readonly #bits: number
  readonly #seed: number
  readonly #signed: boolean
  readonly #keys: string[] = []
  readonly #values: (string | undefined)[] = []
  readonly #hashes: number[] = []
  #position = 0

  constructor(bits: number, seed: number, signed: boolean) {
    this.#bits = bits
    this.#seed = seed
    this.#signed = signed
  }

  /** Begins an event. */
  begin(): void {
    this.pairs.clear()
    this.#position = 0
  }

  category(key: string, value: string): void {
    this.#add(this.#hash(key, value), 1)
  }

  quantity(key: string, value: number): void {
    this.#add(this.#hash(key, undefined), value)
  }

  #hash(key: string, value: string | undefined): number {
    const i = this.#position++
    if (this.#keys[i] === key && this.#values[i] === value) return this.#hashes[i] as number
    const hash = murmur3Name(key, value, this.#seed)
    if (i < REMEMBERED && key.length + (value?.length ?? 0) <= longestName) {
      // What is passed over leaves no gap.
      while (this.#keys.length < i) this.#remember(this.#keys.length, '', '', murmur3Name('', '', this.#seed))
      this.#remember(i, key, value, hash)
    }
    return hash
  }

  #remember(i: number, key: string, value: string | undefined, hash: number): void {
    this.#keys[i] = key
    this.#values[i] = value
    this.#hashes[i] = hash
  }

  #add(hash: number, value: number): void {
    this.pairs.add(hashedIndex(hash, this.#bits), this.#signed && hash < 0 ? -value : value)
  }
}
