import { type FeatureVisitor, longestName } from '../event/eachFeature.ts'
import type { FeatureNames } from './featureNames.ts'
import { murmur3Name } from './murmur3.ts'

/** Collects those names of an event that a dictionary does not have. */
export class NamingVisitor implements FeatureVisitor {
  readonly #names: FeatureNames
  readonly #seed: number
  readonly #news: Map<string, number> = new Map()

  constructor(names: FeatureNames, seed: number) {
    this.#names = names
    this.#seed = seed
  }

  category(key: string, value: string): void {
    const hash = murmur3Name(key, value, this.#seed)
    if (!this.#names.has(hash) && key.length + value.length < longestName) this.#news.set(`${key}=${value}`, hash)
  }

  quantity(key: string): void {
    const hash = murmur3Name(key, undefined, this.#seed)
    if (!this.#names.has(hash) && key.length <= longestName) this.#news.set(key, hash)
  }

  /** Offers them to the dictionary, by their UTF-16 units, so that the order of the fields changes nothing. */
  offer(): void {
    for (const name of [...this.#news.keys()].sort()) this.#names.add(this.#news.get(name) as number, name)
  }
}
