import { check, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'

/**
 * Which slot of the tables belongs to a feature: slot 0 is the bias, the others follow in the order in which features are
 * first learned. So tables are as long as the features ever seen, however far apart hashing has thrown their indices.
 */
export class Slots implements Stateful {
  #slotOf: Uint32Array = new Uint32Array(64)
  #features: number[] = []

  /** How many slots are taken, the bias included. */
  get size(): number {
    return this.#features.length + 1
  }

  /** The features in the order of their slots, from slot 1. */
  get features(): readonly number[] {
    return this.#features
  }

  /** The slot of a feature; 0 for one that was never learned. */
  of(feature: number): number {
    return feature < this.#slotOf.length ? this.#slotOf[feature]! : 0
  }

  /** The slot of a feature, a new one if need be. */
  admit(feature: number): number {
    const known = this.of(feature)
    if (known !== 0) return known
    if (feature >= this.#slotOf.length) {
      const larger = new Uint32Array(Math.max(feature + 1, 2 * this.#slotOf.length))
      larger.set(this.#slotOf)
      this.#slotOf = larger
    }
    this.#features.push(feature)
    this.#slotOf[feature] = this.#features.length
    return this.#features.length
  }

  /** Writes the features in the order of their slots. */
  save(to: SnapshotWriter): void {
    to.array('features', this.#features, 'U32')
  }

  /** Takes the saved features; nothing was admitted before. */
  load(from: SnapshotReader): void {
    const features = from.array('features')
    for (const feature of features) this.admit(feature)
    check(this.#features.length === features.length, 'features of the snapshot', 'distinct', 'not')
  }
}
