import { check, type Stateful } from '@rivulet/core'
import { type Json, restore } from '@rivulet/core/snapshot'
import { Checkpoint, type Progress, progressOf } from '../drive/checkpoint.ts'
import { type Migration, migrate } from '../drive/migrate.ts'
import type { SnapshotStore, StoredSnapshot } from '../store/store.ts'

/** How a store is followed. */
export interface FollowOptions<S extends Stateful> {
  /** Builds the state as the trainer has it, empty. Each snapshot is restored into a new one. */
  readonly create: () => S
  /** Brings snapshots of older programs up to this one's. */
  readonly migrations?: readonly Migration[]
  /** Milliseconds between two looks, an integer ≥ 1; default 1000. */
  readonly milliseconds?: number
  /** Is told of each newer snapshot that is in use from now on. */
  readonly onSwapped?: (progress: Progress<Json>) => void
  /** Takes what went wrong: the state stays as it is, and the next look may find better. Default: `console.error`. */
  readonly onProblem?: (error: Error) => void
}

/** The newest snapshot of a store that somebody else trains. */
export interface Following<S> {
  /** The state as in the newest snapshot. It is another object after each swap: take it anew for each event, and only read it. */
  readonly state: S
  /** How far it has learned; undefined as long as there is no snapshot. */
  readonly progress: Progress<Json> | undefined
  /** Looks now; returns whether there was a newer one. */
  look(): Promise<boolean>
  /** Looks no more. */
  stop(): void
}

/**
 * Follows a store, in any process, worker or page that can list it: whoever predicts has the newest snapshot a moment after it is written.
 * Each is restored into a state of its own, and takes the place of the one before it at once: never in the midst of an event, never in part.
 *
 * @param store - what a trainer writes, or what stands for it elsewhere; it is only read
 * @returns when the newest snapshot, if there is one, is in use
 *
 * @example
 * ```ts
 * import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
 * import { arraySource, follow, memoryStore, trainDurably } from '@rivulet/durable'
 *
 * class Sum {
 *   total = 0
 *   save(to: SnapshotWriter): void { to.array('total', [this.total]) }
 *   load(from: SnapshotReader): void { this.total = from.array('total')[0]! }
 * }
 * const store = memoryStore()
 * const following = await follow(store, { create: () => new Sum() })
 * const sum = new Sum()
 * await trainDurably({ source: arraySource([1, 2, 3]), state: sum, step: (x) => { sum.total += x }, store, every: 3 })
 * await following.look() // => true
 * following.state.total // => 6
 * following.stop()
 * ```
 */
export async function follow<S extends Stateful>(
  store: Pick<SnapshotStore, 'list'>,
  options: FollowOptions<S>,
): Promise<Following<S>> {
  const { create, migrations = [], milliseconds = 1000, onSwapped, onProblem = console.error } = options
  check(Number.isInteger(milliseconds) && milliseconds >= 1, 'milliseconds', 'an integer ≥ 1', milliseconds)
  let state = create()
  let progress: Progress<Json> | undefined
  let id: string | undefined
  let looking: Promise<boolean> | undefined

  const take = async (stored: StoredSnapshot): Promise<void> => {
    const bytes = await stored.read()
    const next = create()
    const checkpoint = new Checkpoint<Json>(next, migrations.length)
    restore(checkpoint, migrate(bytes, migrations))
    state = next
    progress = progressOf(checkpoint)
    id = stored.id
    onSwapped?.(progress)
  }
  /** Takes the newest; only at the beginning, and if that one is damaged, the one before it. */
  const lookOnce = async (): Promise<boolean> => {
    for (const stored of await store.list()) {
      if (stored.id === id) return false
      try {
        await take(stored)
        return true
      } catch (cause) {
        // The trainer may have removed it meanwhile: then there is a newer one.
        onProblem(new Error(`the snapshot ${stored.name} is passed over: ${(cause as Error).message}`, { cause }))
        if (progress !== undefined) return false
      }
    }
    return false
  }
  const look = (): Promise<boolean> => {
    looking ??= lookOnce().finally(() => {
      looking = undefined
    })
    return looking
  }
  await look()
  const timer = setInterval(() => {
    look().catch((error) => onProblem(error as Error))
  }, milliseconds)
  // A page has numbers for timers; in Node nobody stays alive for this one.
  if (typeof timer === 'object') timer.unref()
  return {
    get state() {
      return state
    },
    get progress() {
      return progress
    },
    look,
    stop: () => clearInterval(timer),
  }
}
