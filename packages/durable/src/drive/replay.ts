import { check, type Stateful } from '@rivulet/core'
import { type Json, restore } from '@rivulet/core/snapshot'
import type { SeekableSource } from '../source/source.ts'
import { breather } from './breathe.ts'
import { Checkpoint, type Progress } from './checkpoint.ts'
import { Fold, type FoldOptions } from './fold.ts'
import { type Migration, migrate } from './migrate.ts'
import { Outbox } from './outbox.ts'

/** What a replay needs. */
export interface ReplayOptions<E, P extends Json, O> extends FoldOptions<E, P, O> {
  /** The state as `trainDurably` had it, newly built. */
  readonly state: Stateful
  /** After how many entries of the source to stop; without it, at its end. */
  readonly to?: number
  /** Ids of events to leave out. */
  readonly without?: { has(id: unknown): boolean }
  /** The id of an event. */
  readonly id?: (event: E) => unknown
  readonly migrations?: readonly Migration[]
}

/**
 * Gives the state as it was at any event: restores a snapshot and learns again what came after it, up to `to` entries from the beginning of the source.
 *
 * With `without` it is exact unlearning: the state is the one of a learner that never saw those events, byte for byte, if the snapshot
 * is from before the first of them (or none). Entries that are left out count for `to` and for nothing else.
 *
 * @param snapshot - bytes that `trainDurably` kept; `undefined` to begin at the beginning
 * @param source - the source it was trained on
 * @returns how far it got
 * @throws RangeError if the snapshot is already past `to`
 *
 * @example
 * ```ts
 * import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
 * import { arraySource, replay } from '@rivulet/durable'
 *
 * const sum = {
 *   total: 0,
 *   save(to: SnapshotWriter) { to.array('total', [this.total]) },
 *   load(from: SnapshotReader) { this.total = from.array('total')[0]! },
 * }
 * const step = (event: number) => { sum.total += event }
 * await replay(undefined, arraySource([1, 2, 3, 4]), { state: sum, step, to: 3, without: new Set([2]), id: (event) => event })
 * sum.total // => 4
 * ```
 */
export async function replay<E, P extends Json, O = never>(
  snapshot: Uint8Array | undefined,
  source: SeekableSource<E, P>,
  options: ReplayOptions<E, P, O>,
): Promise<Progress<P>> {
  const { state, to = Number.POSITIVE_INFINITY, without, id = (event: E): unknown => event, migrations = [] } = options
  check(to >= 0, 'to', '≥ 0', to)
  const checkpoint = new Checkpoint<P>(state, migrations.length)
  if (snapshot !== undefined) restore(checkpoint, migrate(snapshot, migrations))
  let passed = checkpoint.entries
  check(passed <= to, 'to', `at least the ${passed} entries of the snapshot`, to)
  const breathe = breather()
  let failed: { error: unknown } | undefined
  const outbox = new Outbox<O, P>({
    take: (batch) => options.onOutcomes?.(batch),
    check: async () => {},
    onFailed: (error) => {
      failed = { error }
    },
  })
  const fold = new Fold(checkpoint, options, outbox)
  const learn = async (): Promise<void> => {
    for await (const batch of source.readFrom(checkpoint.position)) {
      for (const item of batch) {
        if (passed >= to || failed !== undefined) return
        fold.prove(item.next)
        if (!('lost' in item)) passed += 1
        if ('event' in item && without?.has(id(item.event)) === true) {
          checkpoint.position = item.next
          continue
        }
        const learned = 'event' in item ? fold.learn(item) : fold.pass(item)
        if (learned !== undefined) await learned
        if (outbox.isFull) await outbox.flushed()
        const pause = breathe()
        if (pause !== undefined) await pause
      }
    }
  }
  await learn()
  await outbox.flushed()
  if (failed !== undefined) throw failed.error
  return checkpoint
}
