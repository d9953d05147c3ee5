import type { Rejection, SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { readCount } from '@rivulet/core/snapshot'

/** Counts what was refused, and remembers the last of this run. */
export class Refusals implements Stateful {
  #count = 0
  #last: Rejection | undefined

  /** How many, over all runs. */
  get count(): number {
    return this.#count
  }

  /** Takes one more. */
  add(rejection: Rejection): void {
    this.#count++
    this.#last = rejection
  }

  /** How many and why, in a sentence; `undefined` if this run had none. */
  get summary(): string | undefined {
    if (this.#last === undefined) return undefined
    const { reason, position } = this.#last
    const { line, byte } = position as { readonly line?: number; readonly byte?: number }
    return `${this.#count} refused, the last at ${line === undefined ? `byte ${byte}` : `line ${line}`}: ${reason}`
  }

  save(to: SnapshotWriter): void {
    to.text('count', String(this.#count))
  }

  load(from: SnapshotReader): void {
    this.#count = readCount(from, 'count')
  }
}
