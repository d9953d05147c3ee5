import { check, type Stateful } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import type { SeekableSource } from '../source/source.ts'
import type { SnapshotStore } from '../store/store.ts'
import { Behind } from './behind.ts'
import { breather } from './breathe.ts'
import { Checkpoint, type Progress } from './checkpoint.ts'
import { eachOf } from './eachOf.ts'
import { Fold, type FoldOptions } from './fold.ts'
import type { Migration } from './migrate.ts'
import { resume } from './resume.ts'
import { Saver } from './saver.ts'

/** What durable training needs. */
export interface TrainOptions<E, P, O> extends FoldOptions<E, P, O> {
  readonly source: SeekableSource<E, P>
  /** Everything that the step changes: one learner, or a `record` of all that has state. */
  readonly state: Stateful
  readonly store: SnapshotStore
  /**
   * A snapshot is due after so many entries, an integer ≥ 1, or whenever this gives something, whatever it is, if there was a new entry:
   * `setInterval(5000, undefined, { ref: false })` of `node:timers/promises` does every five seconds, also while the source has nothing.
   * If one is still being written then, the next follows it at once.
   */
  readonly every: number | AsyncIterable<unknown>
  /** Stops after the current event, with a last snapshot; see {@link untilTerminated}. */
  readonly signal?: AbortSignal
  /** Brings states that older programs saved up to this one's. */
  readonly migrations?: readonly Migration[]
  /** Is told where training goes on, if it goes on from a snapshot. */
  readonly onResumed?: (progress: Progress<P>) => void
  /** Is told what is in a snapshot when the store has it. */
  readonly onSaved?: (progress: Progress<P>) => void | Promise<void>
  /** Takes what went wrong without stopping the training: snapshots not written, damaged ones passed over. Default: `console.error`. */
  readonly onProblem?: (error: Error) => void
}

/** How durable training ended. */
export interface Trained<P> extends Progress<P> {
  /** Whether the source came to its end; else the signal stopped it. */
  readonly done: boolean
  /** The entries in the last snapshot that the store has; below `entries` if the last could not be written. Of a run that refused all there is none. */
  readonly saved: number
}

/**
 * Trains on a source from where the last snapshot of the store left it, and saves as it goes:
 *
 * ```
 * restore(state, newest snapshot)
 * for (const event of source.readFrom(position)) {
 *   step(event)
 *   if (due) store.write(encode({ state, position }))
 * }
 * ```
 *
 * Killed at any instant and started again, it ends with the same bytes as if it had never died. A snapshot is taken between two events
 * and written while training goes on; two are never written at once. If one cannot be written, `onProblem` is told, and training goes on.
 *
 * @returns how it ended, when the source is at its end or the signal came, and the last snapshot is written
 * @throws Error if the step fails, if the source fails (a last snapshot is written before), or if no snapshot of the store fits
 *
 * @example
 * ```ts
 * import { record } from '@rivulet/core/snapshot'
 * import { arraySource, memoryStore, trainDurably } from '@rivulet/durable'
 *
 * const sum = {
 *   total: 0,
 *   save(to) { to.array('total', [this.total]) },
 *   load(from) { this.total = from.array('total')[0] },
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
export async function trainDurably<E, P, O = never>(options: TrainOptions<E, P, O>): Promise<Trained<P>> {
  const { source, state, store, every, signal, migrations = [], onProblem = console.error } = options
  const isCount = typeof every === 'number'
  check(!isCount || (Number.isInteger(every) && every >= 1), 'every', 'an integer ≥ 1', every)
  const entriesBetween = isCount ? every : Infinity
  const checkpoint = new Checkpoint<P>(state, migrations.length)
  if (await resume(checkpoint, store, migrations, onProblem)) options.onResumed?.(progressOf(checkpoint))
  const behind = new Behind(source)
  const saver = new Saver(store, checkpoint.entries, onProblem)
  let due = checkpoint.entries + entriesBetween
  // Within an entry the state may be half changed, or an outcome not delivered: then nothing is saved.
  let within = false
  // To ask a signal made of others takes longer than many a step.
  let stopped = signal?.aborted === true
  const stop = (): void => {
    stopped = true
  }
  signal?.addEventListener('abort', stop)

  const saved = async (progress: Progress<P>): Promise<void> => {
    await behind.saved(progress.position)
    await options.onSaved?.(progress)
  }
  const save = (): void => {
    const progress = progressOf(checkpoint)
    due = progress.entries + entriesBetween
    // What was refused from the beginning is no training: with the right options, the next run should begin as this one did.
    if (progress.entries === progress.rejected && progress.lost === 0) {
      saver.saved = progress.entries
      return
    }
    saver.start({ bytes: encode(checkpoint), entries: progress.entries, onSaved: () => saved(progress) })
  }
  const finish = async (): Promise<void> => {
    await saver.settled()
    if (saver.saved === checkpoint.entries) return
    save()
    await saver.settled()
  }
  const learn = async (): Promise<boolean> => {
    const breathe = breather()
    const fold = new Fold(checkpoint, options)
    for await (const batch of source.readFrom(checkpoint.position, signal)) {
      for (const entry of batch) {
        if (stopped) return false
        fold.check(entry)
        within = true
        const delivered = fold.take(entry)
        if (delivered !== undefined) await delivered
        within = false
        if (checkpoint.entries >= due && !saver.busy) save()
        const pause = breathe()
        if (pause !== undefined) await pause
      }
    }
    return !stopped
  }
  const calls = isCount
    ? undefined
    : eachOf(every, onProblem, () => {
        if (within || saver.busy) due = checkpoint.entries
        else if (checkpoint.entries > saver.saved) save()
      })
  try {
    const done = await learn()
    calls?.stop()
    await finish()
    return { ...progressOf(checkpoint), done, saved: saver.saved }
  } catch (error) {
    calls?.stop()
    await (within ? saver.settled() : finish())
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

function progressOf<P>({ position, entries, version, rejected, lost }: Progress<P>): Progress<P> {
  return { position, entries, version, rejected, lost }
}
