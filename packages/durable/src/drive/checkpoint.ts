import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { type Json, readCount, readJson, toJson, whole } from '@rivulet/core/snapshot'

/** What a position is called in errors. */
export const POSITION = 'the position of the source'

/** How far a source has been learned. */
export interface Progress<P extends Json> {
  /** Where the source goes on; `undefined` at its beginning. */
  readonly position: P | undefined
  /** Entries taken from the source: events and rejections. */
  readonly entries: number
  /** Outcomes that came of them: the version of the model. */
  readonly version: number
  /** Entries that were refused. */
  readonly rejected: number
  /** Entries that the source had lost before they were read, as far as it knows: a gap of unknown size counts for one. */
  readonly lost: number
}

/**
 * A state together with how far it has learned its source, in one snapshot. So there is no instant at which one is saved and the
 * other is not: that is what makes training exactly-once.
 */
export class Checkpoint<P extends Json> implements Stateful, Progress<P> {
  position: P | undefined
  entries = 0
  version = 0
  rejected = 0
  lost = 0
  readonly #state: Stateful
  readonly #stateVersion: number

  constructor(state: Stateful, stateVersion: number) {
    this.#state = state
    this.#stateVersion = stateVersion
  }

  save(to: SnapshotWriter): void {
    const progress = to.child('progress')
    progress.text('position', this.position === undefined ? '' : toJson(this.position, POSITION))
    progress.text('entries', String(this.entries))
    progress.text('outcomes', String(this.version))
    progress.text('rejected', String(this.rejected))
    progress.text('lost', String(this.lost))
    progress.text('version', String(this.#stateVersion))
    this.#state.save(to.child('state'))
  }

  load(from: SnapshotReader): void {
    const progress = from.child('progress')
    const entries = readCount(progress, 'entries')
    const text = progress.text('position')
    const position = text === '' ? undefined : (readJson(progress, 'position') as P)
    const version = readCount(progress, 'outcomes')
    const rejected = readCount(progress, 'rejected', whole(0, entries))
    const lost = readCount(progress, 'lost')
    this.#state.load(from.child('state'))
    this.position = position
    this.entries = entries
    this.version = version
    this.rejected = rejected
    this.lost = lost
  }
}

/** A copy of how far it is. */
export function progressOf<P extends Json>({ position, entries, version, rejected, lost }: Progress<P>): Progress<P> {
  return { position, entries, version, rejected, lost }
}
