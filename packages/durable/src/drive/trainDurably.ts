import type { Stateful } from '@rivulet/core'
import type { Json } from '@rivulet/core/snapshot'
import type { ArrivalSource, SeekableSource } from '../source/source.ts'
import type { SnapshotStore } from '../store/store.ts'
import { Checkpoint, type Progress, progressOf } from './checkpoint.ts'
import { dueOf, type Every } from './every.ts'
import type { FoldOptions } from './fold.ts'
import type { Migration } from './migrate.ts'
import { openLate } from './openLate.ts'
import { resume } from './resume.ts'
import { type Retry, Waits } from './retry.ts'
import { Training } from './training.ts'

/** What durable training needs. */
export interface TrainOptions<E, P extends Json, O> extends FoldOptions<E, P, O> {
  /** A {@link SeekableSource} for the same bytes after any crash, or an {@link ArrivalSource} for exactly once alone. */
  readonly source: SeekableSource<E, P> | ArrivalSource<E, P>
  /** Everything that the step changes: one learner, or a `record` of all that has state. */
  readonly state: Stateful
  /** Is opened, so that a trainer that opened it before is fenced: of two, the newest wins. */
  readonly store: SnapshotStore
  /**
   * A snapshot is due after so many entries, an integer ≥ 1; or by count and time, `{ events: 10_000, milliseconds: 5_000 }`, whatever comes
   * first; or whenever an iterable gives something, whatever it is. None is taken without a new entry. If one is still being written then,
   * the next follows it at once.
   */
  readonly every: number | Every | AsyncIterable<unknown>
  /** Stops after the current event, with a last snapshot; see {@link untilTerminated}. */
  readonly signal?: AbortSignal
  /** Brings states that older programs saved up to this one's. */
  readonly migrations?: readonly Migration[]
  /** How reading goes on when the source is not there for a while; false: not at all. Default: again and again, at most 30 s apart. */
  readonly retry?: Retry | false
  /** Is told where training goes on, if it goes on from a snapshot. */
  readonly onResumed?: (progress: Progress<P>) => void
  /** Is told what is in a snapshot when the store has it. */
  readonly onSaved?: (progress: Progress<P>) => void | Promise<void>
  /**
   * Is told when snapshots were due but could not begin, because the one before them was still being written: how many so far. After a crash
   * more than `every` is learned again then. Default: the first time, a line to `console.warn`.
   */
  readonly onSkipped?: (skipped: number) => void
  /**
   * Takes what went wrong without stopping the training: snapshots not written, damaged ones passed over, a source that is not there.
   * Default: `console.error`.
   */
  readonly onProblem?: (error: Error) => void
}

/** How durable training ended. */
export interface Trained<P extends Json> extends Progress<P> {
  /** Whether the source came to its end; else the signal stopped it. */
  readonly done: boolean
  /** The entries in the last snapshot that the store has; below `entries` if the last could not be written. Of a run that refused all there is none. */
  readonly saved: number
  /** Snapshots that were due while another was still being written. */
  readonly skipped: number
}

/**
 * Trains on a source from where the last snapshot of the store left it, and saves as it goes:
 *
 * ```
 * const opened = await store.open()
 * restore(state, newest snapshot)
 * for (const event of source.readFrom(position)) {
 *   step(event)
 *   if (due) opened.write(encode({ state, position }))
 * }
 * ```
 *
 * Killed at any instant and started again, it learns each entry *exactly once*; on a source whose order its positions decide it ends with
 * *the same bytes* as if it had never died. A snapshot is taken between two events and written while training goes on; two are never written
 * at once. If one cannot be written, `onProblem` is told, and training goes on.
 *
 * An entry comes to exactly one end. What the step emits of it goes to `onOutcomes`, with `at`, where it stands; what is refused goes to
 * `onRejected`, with the same place as its `position`; what the source has lost goes to `onLost`. So a service that waits for the answer to
 * an event which it appended to a spool finds it, or its refusal, by the position that `append` returned.
 *
 * @returns how it ended, when the source is at its end or the signal came, and the last snapshot is written
 * @throws Fenced if a newer trainer has opened the store: nothing is delivered or saved any more
 * @throws LostEntries if the source has lost entries and there is no `onLost`; what came before is saved
 * @throws Error if the step or who takes the outcomes fails, if the source fails for good (a last snapshot is written before), or if no
 * snapshot of the store fits
 *
 * @example
 * ```ts
 * import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
 * import { record } from '@rivulet/core/snapshot'
 * import { arraySource, memoryStore, trainDurably } from '@rivulet/durable'
 *
 * const sum = {
 *   total: 0,
 *   save(to: SnapshotWriter) { to.array('total', [this.total]) },
 *   load(from: SnapshotReader) { this.total = from.array('total')[0]! },
 * }
 * const source = arraySource([1, 2, 3, 4])
 * const step = (event: number) => { sum.total += event }
 * const { entries } = await trainDurably({ source, state: record({ sum }), step, store: memoryStore(), every: 2 })
 * entries // => 4
 * sum.total // => 10
 * ```
 *
 * @see Carbone et al. (2015), Lightweight Asynchronous Snapshots for Distributed Dataflows, where position and state are one snapshot too
 */
export async function trainDurably<E, P extends Json, O = never>(options: TrainOptions<E, P, O>): Promise<Trained<P>> {
  const { state, store, every, retry, migrations = [], onProblem = console.error } = options
  const due = dueOf(every)
  const waits = retry === false ? undefined : new Waits(retry)
  const checkpoint = new Checkpoint<P>(state, migrations.length)
  const opened = await openLate(store, onProblem)
  try {
    if (await resume(checkpoint, store, migrations, onProblem)) options.onResumed?.(progressOf(checkpoint))
    return await new Training(options, { opened, checkpoint, due, waits, onProblem }).run()
  } finally {
    await opened.close()
  }
}
