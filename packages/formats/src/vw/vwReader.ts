import { InvalidEvent, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { readCount, readExpected } from '@rivulet/core/snapshot'
import { BAR } from '../bytes/codes.ts'
import { excerpt } from '../bytes/excerpt.ts'
import { encodeUtf8 } from '../bytes/utf8.ts'
import { FeatureNames } from '../names/featureNames.ts'
import { SparseLine } from '../sparse/sparseLine.ts'
import type { VwExample } from './vwExample.ts'
import { readVwFeatures } from './vwFeatures.ts'
import { parseVwHead, plainHead } from './vwHead.ts'

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
 * Known names cost no string and no copy.
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
  readonly #line: SparseLine = new SparseLine()

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
    const plain = plainHead(bytes)
    const bar = plain?.bar ?? bytes.indexOf(BAR)
    if (bar < 0) throw new InvalidEvent(`a line should have a | before its features, but is ${excerpt(bytes)}`)
    const { y, weight, tag } = plain === undefined ? parseVwHead(bytes, bar) : { y: plain.y, weight: 1, tag: '' }
    const before = this.#names.size
    this.#line.clear()
    try {
      this.#skipped += readVwFeatures(bytes, bar, this.#names, this.#line)
    } catch (error) {
      this.#names.takeBack(before)
      throw error
    }
    return { y, weight, tag, x: this.#line.vector() }
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
}
