import type { FeatureVisitor } from '../event/eachFeature.ts'
import type { FeatureNames } from './featureNames.ts'
import { murmur3Name } from './murmur3.ts'

/** Offers an event's names to a dictionary. */
export class NamingVisitor implements FeatureVisitor {
  readonly #names: FeatureNames
  readonly #seed: number

  constructor(names: FeatureNames, seed: number) {
    this.#names = names
    this.#seed = seed
  }

  category(key: string, value: string): void {
    this.#names.add(murmur3Name(key, value, this.#seed), key, value)
  }

  quantity(key: string): void {
    this.#names.add(murmur3Name(key, undefined, this.#seed), key)
  }
}
