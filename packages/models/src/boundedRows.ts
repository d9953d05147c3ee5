import { isSparse, type SnapshotReader, type SnapshotWriter, type Stateful, type Vector } from '@rivulet/core'
import { checkSaved, readCount } from '@rivulet/core/snapshot'
import type { FeatureTable } from '@rivulet/core/table'
import { MAX_BYTES, type MemoryUse } from './memoryUse.ts'

/** How much room rows may take. */
export interface RoomOptions {
  /** The most bytes, default 1 GiB. */
  readonly maxBytes?: number
  /** Whether classes may come, for which features leave room. */
  readonly open?: boolean
}

/** Gives rows of a table to features as they come, as long as there is room: what becomes of the others, `MemoryUse` says. */
export class BoundedRows implements Stateful {
  readonly #table: FeatureTable
  readonly #maxBytes: number
  readonly #spare: number
  #leftOut = 0

  /** @param table - whose rows they are */
  constructor(table: FeatureTable, { maxBytes = MAX_BYTES, open = false }: RoomOptions = {}) {
    this.#table = table
    this.#maxBytes = maxBytes
    this.#spare = open ? 2 : 1
  }

  /** How full the memory is. */
  get memory(): MemoryUse {
    const { scores, features } = this.#table
    const bytes = this.#table.bytesFor(scores, false)
    return { bytes, maxBytes: this.#maxBytes, features: features.length, leftOut: this.#leftOut }
  }

  /** Whether there is room for so many scores. */
  fits(scores: number): boolean {
    return this.#table.bytesFor(scores, false) <= this.#maxBytes
  }

  /** Where the row of a feature begins, which gets one if it has none and there is room; 0 if not. */
  admit(feature: number): number {
    const table = this.#table
    const at = table.find(feature)
    if (at > 0) return at
    if (table.bytesFor(this.#spare * table.scores, true) <= this.#maxBytes) return table.admit(feature)
    this.#leftOut++
    return 0
  }

  /** Gives rows to the features of an event that are not 0. */
  admitAll(x: Vector): void {
    const values = isSparse(x) ? x.values : x
    for (let j = 0; j < values.length; j++) if (values[j] !== 0) this.admit(isSparse(x) ? (x.indices[j] as number) : j)
  }

  /** Writes how many were left out; the rows are the table's. */
  save(to: SnapshotWriter): void {
    to.text('leftOut', String(this.#leftOut))
  }

  /** Takes what was saved; the table has been loaded. */
  load(from: SnapshotReader): void {
    const leftOut = readCount(from, 'leftOut')
    const bytes = this.#table.bytesFor(this.#table.scores, false)
    checkSaved(bytes <= this.#maxBytes, 'rows', `at most ${this.#maxBytes} bytes (the option maxBytes)`, bytes)
    this.#leftOut = leftOut
  }
}
