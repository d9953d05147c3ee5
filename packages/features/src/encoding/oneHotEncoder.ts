import { check, checkOptions, type SnapshotReader, type SnapshotWriter, type Transformer } from '@rivulet/core'
import { checkSaved, readCount, readExpected } from '@rivulet/core/snapshot'
import { eachFeature, longestName } from '../event/eachFeature.ts'
import type { Fields } from '../event/fields.ts'
import { readTexts, writeTexts } from '../event/texts.ts'
import type { PlainSparseVector } from '../sparse/plainSparseVector.ts'
import { SparseBuilder } from '../sparse/sparseBuilder.ts'

/**
 * Gives every feature of plain events an index of its own: 0, 1, 2 … in the order first learned.
 *
 * x_i = 1 if the event has the feature with index i (its number, if it is one), else 0
 *
 * Exact where hashing is not: no two names share an index, and `names` says what each index means. What the fields of
 * an event mean is said at `Field`. A feature that was never learned has no index and is left out. At most `max` names
 * get one; later names, and names above 256 characters, are left out for good and counted in `refused`. Names that come
 * together in one event are numbered in the order of their UTF-16 units, so that the order of the fields changes
 * nothing.
 *
 * @throws InvalidEvent for an event that is not plain or has NaN, ±Infinity or a number above 1e100 in magnitude in it
 *
 * @example
 * ```ts
 * import { OneHotEncoder } from '@rivulet/features'
 *
 * const encoder = new OneHotEncoder({ max: 3 })
 * encoder.learn({ day: 'mon', hour: 7 })
 * encoder.learn({ day: 'tue', hour: 8 })
 * encoder.names // => ['day=mon', 'hour', 'day=tue']
 * encoder.transform({ day: 'tue', hour: 9 }) // => { indices: [1, 2], values: [9, 1] }
 * encoder.transform({ day: 'wed' }) // => { indices: [], values: [] }
 * ```
 *
 * @see Pedregosa et al. (2011), Scikit-learn: Machine Learning in Python (its DictVectorizer)
 */
export class OneHotEncoder<E extends Fields<E> = object> implements Transformer<E, PlainSparseVector> {
  /** The most names that get an index. */
  readonly max: number
  #index: Map<string, number> = new Map()
  #refused = 0
  readonly #pairs: SparseBuilder = new SparseBuilder()

  /** @param options - `max`: the most names that get an index, a whole number from 1 to 2²⁴, default 65,536 */
  constructor(options: { readonly max?: number } = {}) {
    checkOptions<{ readonly max?: number }>('OneHotEncoder', options, ['max'])
    const { max = 65_536 } = options
    check(Number.isInteger(max) && max >= 1 && max <= 2 ** 24, 'max', 'a whole number from 1 to 2²⁴', max)
    this.max = max
  }

  /** The names by index. */
  get names(): readonly string[] {
    return [...this.#index.keys()]
  }

  /** How many times a name was left out because there were `max` already or it was too long. */
  get refused(): number {
    return this.#refused
  }

  /** The features that have an index. */
  transform(event: E): PlainSparseVector {
    this.#pairs.clear()
    eachFeature(event, {
      category: (key, value) => this.#add(`${key}=${value}`, 1),
      quantity: (key, value) => this.#add(key, value),
    })
    return this.#pairs.vector()
  }

  /** Gives an index to the names that are new. */
  learn(event: E): void {
    const news: string[] = []
    const note = (name: string): void => {
      if (!this.#index.has(name)) news.push(name)
    }
    this.transform(event)
    eachFeature(event, { category: (key, value) => note(`${key}=${value}`), quantity: note })
    for (const name of news.sort()) {
      if (this.#index.has(name)) continue
      if (this.#index.size < this.max && name.length <= longestName) this.#index.set(name, this.#index.size)
      else this.#refused++
    }
  }

  /** Writes the names in the order of their indices. */
  save(to: SnapshotWriter): void {
    to.text('configuration', this.#configuration)
    writeTexts(to.child('names'), this.names)
    to.text('refused', String(this.#refused))
  }

  /** Restores them. */
  load(from: SnapshotReader): void {
    readExpected(from, 'configuration', this.#configuration)
    const names = readTexts(from.child('names'))
    const refused = readCount(from, 'refused')
    const index = new Map(names.map((name, i) => [name, i]))
    const bounded = names.length <= this.max && names.every((name) => name.length <= longestName)
    checkSaved(bounded, 'names', `at most ${this.max}, of ${longestName} characters at most`, names.length)
    checkSaved(index.size === names.length, 'names', 'distinct', names.length)
    this.#index = index
    this.#refused = refused
  }

  #add(name: string, value: number): void {
    const index = this.#index.get(name)
    if (index !== undefined) this.#pairs.add(index, value)
  }

  get #configuration(): string {
    return JSON.stringify({ kind: 'OneHotEncoder', max: this.max })
  }
}
