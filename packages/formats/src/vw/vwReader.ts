import { InvalidEvent, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { readCount, readExpected } from '@rivulet/core/snapshot'
import { BAR } from '../bytes/codes.ts'
import { excerpt } from '../bytes/excerpt.ts'
import { encodeUtf8 } from '../bytes/utf8.ts'
import { FeatureNames } from '../names/featureNames.ts'
import { toSparse } from '../sparse/toSparse.ts'
import { MAX_NAME, scanVwFeatures } from './scanVwFeatures.ts'
import type { VwExample } from './vwExample.ts'
import { parseVwHead } from './vwHead.ts'

/** What a reader of Vowpal Wabbit text can be told. */
export interface VwOptions {
  /** The most features, up to 2²⁴, which is the default; further names are left out. */
  readonly maxFeatures?: number
}

/**
 * Reads Vowpal Wabbit text, one line an example.
 *
 * `[label] [importance] ['tag]|[namespace[:weight]] [feature[:value]] … |…`
 *
 * A feature without a value is 1, a namespace's weight multiplies the values of its features, a feature that stands twice
 * counts twice, one that is 0 is not there. What touches the first bar is the tag, with or without a quote: `1|f a` has the
 * tag `1` and no label, as in Vowpal Wabbit itself. There is no constant feature: learners have their bias.
 *
 * Names, numbers among them, are numbered in the order of first sight rather than hashed, so none collide; `a` in two
 * namespaces is two features. Memory: the names, up to `maxFeatures` of at most 1,000 bytes; features beyond are left out
 * and counted in {@link VwReader.skipped}. Save the reader with the learner: the numbers are part of what was learned.
 *
 * Not read: a label of more than two numbers (initial predictions), features without a name, several lines to an example.
 *
 * @example
 * ```ts
 * import { VwReader } from '@rivulet/formats'
 *
 * const reader = new VwReader()
 * reader.read("1 2 'first|words ham ham |size:10 bytes:.5") // => { y: 1, weight: 2, tag: 'first', x: { indices: [0, 1], values: [2, 5] } }
 * reader.name(1) // => 'size|bytes'
 * reader.read('-1 | ham').x // => { indices: [2], values: [1] }
 * ```
 *
 * @see Langford, Li & Strehl (2007), Vowpal Wabbit open source project; its wiki, Input format
 */
export class VwReader implements Stateful {
  readonly #names: FeatureNames
  #skipped = 0
  /** The namespace and the name of a feature, joined by the bar that neither can hold. */
  readonly #joined: Uint8Array = new Uint8Array(2 * MAX_NAME + 1)

  constructor({ maxFeatures }: VwOptions = {}) {
    this.#names = new FeatureNames(maxFeatures)
  }

  /** How many names have a number: indices are below it. */
  get features(): number {
    return this.#names.size
  }

  /** How many features were left out because there were too many names. */
  get skipped(): number {
    return this.#skipped
  }

  /** The name with a number, `namespace|feature`, or the feature's alone if the namespace has no name. */
  name(index: number): string | undefined {
    return this.#names.name(index)
  }

  /**
   * Reads one line.
   *
   * @param line - its bytes, or text; the line break may be there
   * @throws InvalidEvent for a line that is none, before any name is numbered
   */
  read(line: Uint8Array | string): VwExample {
    const bytes = typeof line === 'string' ? encodeUtf8(line) : line
    const bar = bytes.indexOf(BAR)
    if (bar < 0) throw new InvalidEvent(`a line should have a | before its features, but is ${excerpt(bytes)}`)
    const head = parseVwHead(bytes, bar)
    // A line that is refused half-way must number no name, so all of it is walked over once before.
    let total = 0
    scanVwFeatures(bytes, bar, (_space, _spaceEnd, _name, _nameEnd, value) => {
      total += Math.abs(value)
    })
    if (!Number.isFinite(total))
      throw new InvalidEvent('the values of a line should have a finite sum, but are too large')
    const indices: number[] = []
    const values: number[] = []
    scanVwFeatures(bytes, bar, (space, spaceEnd, name, nameEnd, value) => {
      const index = this.#admit(bytes, space, spaceEnd, name, nameEnd)
      if (index < 0) this.#skipped++
      else {
        indices.push(index)
        values.push(value)
      }
    })
    return { ...head, x: toSparse(indices, values) }
  }

  /** Writes the names, and how many features were left out. */
  save(to: SnapshotWriter): void {
    to.text('kind', 'VwReader')
    to.text('skipped', String(this.#skipped))
    this.#names.save(to.child('names'))
  }

  /** Restores them. */
  load(from: SnapshotReader): void {
    readExpected(from, 'kind', 'VwReader')
    const skipped = readCount(from, 'skipped')
    this.#names.load(from.child('names'))
    this.#skipped = skipped
  }

  /** The number of a feature, under its name with its namespace before it. */
  #admit(bytes: Uint8Array, space: number, spaceEnd: number, name: number, nameEnd: number): number {
    if (space === spaceEnd) return this.#names.admit(bytes, name, nameEnd)
    const joined = this.#joined
    let n = 0
    for (let i = space; i < spaceEnd; i++) joined[n++] = bytes[i] as number
    joined[n++] = BAR
    for (let i = name; i < nameEnd; i++) joined[n++] = bytes[i] as number
    return this.#names.admit(joined, 0, n)
  }
}
