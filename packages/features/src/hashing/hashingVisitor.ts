import type { FeatureVisitor } from '../event/eachFeature.ts'
import { SparseBuilder } from '../sparse/sparseBuilder.ts'
import { hashedIndex } from './hashedIndex.ts'
import { murmur3Name } from './murmur3.ts'

/** Collects an event's features as hashed pairs. */
export class HashingVisitor implements FeatureVisitor {
  /** Index and value of every feature, in the order visited. */
  readonly pairs: SparseBuilder = new SparseBuilder()
  readonly #bits: number
  readonly #seed: number
  readonly #signed: boolean

  constructor(bits: number, seed: number, signed: boolean) {
    this.#bits = bits
    this.#seed = seed
    this.#signed = signed
  }

  category(key: string, value: string): void {
    this.#add(murmur3Name(key, value, this.#seed), 1)
  }

  quantity(key: string, value: number): void {
    this.#add(murmur3Name(key, undefined, this.#seed), value)
  }

  #add(hash: number, value: number): void {
    this.pairs.add(hashedIndex(hash, this.#bits), this.#signed && hash < 0 ? -value : value)
  }
}
