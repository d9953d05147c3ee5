import type { Json } from '@rivulet/core/snapshot'
import type { Lost } from '../source/source.ts'

/** The error of a source that has lost entries, when nobody said that training should go on without them. */
export class LostEntries extends Error {
  override readonly name: string = 'LostEntries'
  readonly lost: Lost<Json>

  constructor(lost: Lost<Json>) {
    const { from, to, count, reason } = lost
    const many = count === undefined ? 'an unknown number of entries' : `${count} entries`
    const where = `between ${JSON.stringify(from)} and ${JSON.stringify(to)}`
    super(`the source has lost ${many} ${where}: ${reason}. To go on without them, give onLost`)
    this.lost = lost
  }
}
