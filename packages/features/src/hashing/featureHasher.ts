import { check, checkOptions, type SnapshotReader, type SnapshotWriter, type Transformer } from '@rivulet/core'
import { readExpected } from '@rivulet/core/snapshot'
import { eachFeature } from '../event/eachFeature.ts'
import type { Fields } from '../event/fields.ts'
import type { PlainSparseVector } from '../sparse/plainSparseVector.ts'
import type { SparseBuilder } from '../sparse/sparseBuilder.ts'
import { FeatureNames } from './featureNames.ts'
import { HashingVisitor } from './hashingVisitor.ts'
import { NamingVisitor } from './namingVisitor.ts'
import { SlotGauge } from './slotGauge.ts'

/** How a {@link FeatureHasher} hashes. */
export interface FeatureHasherOptions {
  /** The vectors have width 2^bits: a whole number from 1 to 30, default 18. */
  readonly bits?: number
  /** A whole number from 0 to 2³² − 1, default 0. */
  readonly seed?: number
  /** Whether a name's hash also chooses the sign of its value, default false. */
  readonly signed?: boolean
  /**
   * How many names are kept to explain indices, default 0. The first so many of at most 256 characters are kept for
   * good; of two with one 32-bit hash, the first.
   */
  readonly names?: number
}

/**
 * Turns an event, a plain object, into a sparse vector of fixed width: each feature's name is hashed to its index.
 *
 * index = |h| mod 2^bits,  h = murmur3(name, seed) as a signed integer;  x_index = Σ values of the names at index
 *
 * What the fields of an event mean as features is said at `Field`. Nothing has to be known beforehand, memory does
 * not grow with new words, and a feature never seen needs no treatment: it has its index already. The price is that
 * names may share an index; `slots` shows how often. With `signed`, x takes the sign of h, so that names that share an
 * index cancel instead of adding up, on average.
 *
 * `transform` depends on the configuration alone; `learn` only feeds the gauge and the dictionary. A name is hashed again
 * only where another stood at its position in the event before; a cache of all names measured slower than hashing.
 *
 * @throws InvalidEvent from `transform` and `learn`, for an event that is not plain or has NaN, ±Infinity or a
 * number above 1e100 in magnitude in it
 *
 * @example
 * ```ts
 * import { FeatureHasher } from '@rivulet/features'
 *
 * const hasher = new FeatureHasher({ bits: 10, names: 1000 })
 * const event = { origin: 'ATL', distance: 692, cancelled: false, tags: ['late', 'late'], gate: null }
 * const x = hasher.transform(event)
 * x.values // => [692, 1, 1, 2]
 * hasher.learn(event)
 * x.indices.map((i) => hasher.names(i)[0]) // => ['distance', 'cancelled=false', 'origin=ATL', 'tags=late']
 * hasher.slots.used // => 4
 * ```
 *
 * @see Weinberger, Dasgupta, Langford, Smola & Attenberg (2009), Feature Hashing for Large Scale Multitask Learning
 */
export class FeatureHasher<E extends Fields<E> = object> implements Transformer<E, PlainSparseVector> {
  /** The width is 2^bits. */
  readonly bits: number
  /** Indices are below it. */
  readonly width: number
  /** Which of the hash functions it is. */
  readonly seed: number
  /** Whether hashes choose signs. */
  readonly signed: boolean
  #slots: SlotGauge
  #dictionary: FeatureNames
  readonly #hashing: HashingVisitor

  constructor(options: FeatureHasherOptions = {}) {
    checkOptions<FeatureHasherOptions>('FeatureHasher', options, ['bits', 'seed', 'signed', 'names'])
    const { bits = 18, seed = 0, signed = false, names = 0 } = options
    check(Number.isInteger(bits) && bits >= 1 && bits <= 30, 'bits', 'a whole number from 1 to 30', bits)
    check(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32, 'seed', 'a whole number from 0 to 2³² − 1', seed)
    check(typeof signed === 'boolean', 'signed', 'true or false', signed)
    this.bits = bits
    this.width = 1 << bits
    this.seed = seed
    this.signed = signed
    this.#slots = new SlotGauge(this.width)
    this.#dictionary = new FeatureNames(names, bits)
    this.#hashing = new HashingVisitor(bits, seed, signed)
  }

  /** How full the width is with the names learned. */
  get slots(): SlotGauge {
    return this.#slots
  }

  /** The event's features: indices ascending and distinct, in plain arrays. */
  transform(event: E): PlainSparseVector {
    return this.#hash(event).vector()
  }

  /** Counts the event's names in `slots` and keeps those the dictionary has room for. */
  learn(event: E): void {
    const pairs = this.#hash(event)
    pairs.check()
    for (let i = 0; i < pairs.size; i++) this.#slots.add(pairs.index(i))
    if (this.#dictionary.full) return
    const naming = new NamingVisitor(this.#dictionary, this.seed)
    eachFeature(event, naming)
    naming.offer()
  }

  /** The names known for an index; none without a dictionary, or if they came when it was full. */
  names(index: number): readonly string[] {
    return this.#dictionary.of(index)
  }

  /** Writes the configuration, the gauge and the dictionary. */
  save(to: SnapshotWriter): void {
    to.text('configuration', this.#configuration)
    this.#slots.save(to.child('slots'))
    this.#dictionary.save(to.child('names'))
  }

  /** Restores a hasher of the same configuration. */
  load(from: SnapshotReader): void {
    readExpected(from, 'configuration', this.#configuration)
    const slots = new SlotGauge(this.width)
    slots.load(from.child('slots'))
    const dictionary = new FeatureNames(this.#dictionary.capacity, this.bits)
    dictionary.load(from.child('names'))
    this.#slots = slots
    this.#dictionary = dictionary
  }

  #hash(event: E): SparseBuilder {
    this.#hashing.begin()
    eachFeature(event, this.#hashing)
    return this.#hashing.pairs
  }

  get #configuration(): string {
    const { bits, seed, signed } = this
    return JSON.stringify({ kind: 'FeatureHasher', bits, seed, signed, names: this.#dictionary.capacity })
  }
}
