import { powerOfTwo } from './powerOfTwo.ts'

/** Up to so many, features are looked up in a list, however few of them there are: 1 KiB. */
const SHORT = 256

/** A declared width is filled as it is numbered once so much of it has been seen. */
const FILLED = 0.25

/**
 * Numbers the features 1, 2, 3 … in the order in which they are first learned; 0 is no feature.
 *
 * Where the width is declared, and a quarter of it was seen, every feature is its own number, plus 1: then nothing has to
 * be looked up but a bit, whether it was seen. Before, it is looked up in whichever takes less memory: a list by feature,
 * or a hash table of those that were seen.
 */
export class FeatureIndex {
  /** In the order of their first sight. */
  readonly features: number[] = []
  /** So many features, 0, 1, 2 …, are their own number, plus 1: as those of dense vectors are. */
  ordered = 0
  /** How many there are, if that is known. */
  readonly #width: number
  /** Feature → number; or pairs of feature + 1 and number, by hash; or a bit for each feature. */
  #slots: Uint32Array = new Uint32Array(SHORT / 4)
  #form: 'list' | 'hash' | 'bits' = 'list'
  /** 32 − log₂ of the pairs. */
  #shift = 0
  #reach = 0

  /** @param width - features are below it, if that is known */
  constructor(width = 0) {
    this.#width = width
  }

  /** The largest number in use, or that will be. */
  get size(): number {
    return this.#form === 'bits' ? this.#width : this.features.length
  }

  /** The number of a feature, 0 if it has none. */
  find(feature: number): number {
    const slots = this.#slots
    if (this.#form === 'list') return feature < slots.length ? slots[feature]! : 0
    if (this.#form === 'hash') return slots[this.#slot(feature) + 1]!
    return ((slots[feature >>> 5]! >>> (feature & 31)) & 1) * (feature + 1)
  }

  /**
   * The numbers of many features, times a factor.
   *
   * @param features - those from `begin` to `end` are looked up
   * @param into - at the same positions; 0 where there is none
   * @returns whether all have one
   */
  findAll(features: Uint32Array, begin: number, end: number, factor: number, into: Uint32Array): boolean {
    const [slots, form] = [this.#slots, this.#form]
    const { length } = slots
    let missing = 0
    if (form === 'list') {
      for (let j = begin; j < end; j++) {
        const feature = features[j]!
        const number = feature < length ? slots[feature]! : 0
        into[j] = Math.imul(number, factor)
        missing |= number - 1
      }
    } else if (form === 'bits') {
      for (let j = begin; j < end; j++) {
        const feature = features[j]!
        const seen = (slots[feature >>> 5]! >>> (feature & 31)) & 1
        into[j] = Math.imul(feature + 1, factor) & -seen
        missing |= seen - 1
      }
    } else {
      for (let j = begin; j < end; j++) {
        const number = slots[this.#slot(features[j]!) + 1]!
        into[j] = Math.imul(number, factor)
        missing |= number - 1
      }
    }
    return missing >= 0
  }

  /** Whether the next feature to be added makes every feature its own number. */
  get settles(): boolean {
    return this.#form !== 'bits' && this.features.length + 1 >= FILLED * this.#width && this.#width > 0
  }

  /** Gives a number to a feature that has none. */
  add(feature: number): void {
    const settles = this.settles
    this.features.push(feature)
    this.#reach = Math.max(this.#reach, feature + 1)
    const slots = this.#slots
    if (settles) this.#settle()
    else if (this.#form === 'bits') this.#mark(feature)
    else if (this.#form === 'list' ? feature < slots.length : 4 * this.features.length <= slots.length) {
      this.#enter(feature, this.features.length)
    } else this.#rebuild()
    if (feature === this.ordered || settles) while (this.find(this.ordered) === this.ordered + 1) this.ordered++
  }

  #settle(): void {
    this.#form = 'bits'
    this.#slots = new Uint32Array(Math.ceil(this.#width / 32))
    for (const feature of this.features) this.#mark(feature)
  }

  #mark(feature: number): void {
    this.#slots[feature >>> 5]! |= 1 << (feature & 31)
  }

  /** Chooses the form that takes less memory, with room for twice as many. */
  #rebuild(): void {
    const list = powerOfTwo(this.#reach)
    const hash = 4 * powerOfTwo(this.features.length)
    this.#form = list <= Math.max(SHORT, hash) ? 'list' : 'hash'
    this.#slots = new Uint32Array(this.#form === 'list' ? list : hash)
    this.#shift = Math.clz32(hash / 2) + 1
    for (const [i, feature] of this.features.entries()) this.#enter(feature, i + 1)
  }

  #enter(feature: number, number: number): void {
    const slots = this.#slots
    if (this.#form === 'list') {
      slots[feature] = number
      return
    }
    const slot = this.#slot(feature)
    slots[slot] = feature + 1
    slots[slot + 1] = number
  }

  /** Where the pair of a feature is, or would be; at most half of the pairs are taken. */
  #slot(feature: number): number {
    const slots = this.#slots
    const last = slots.length - 2
    // 2³² / φ: features that lie side by side, or a power of two apart, are spread.
    let slot = 2 * (Math.imul(feature, 0x9e3779b1) >>> this.#shift)
    while (slots[slot] !== 0 && slots[slot] !== feature + 1) slot = (slot + 2) & last
    return slot
  }
}
