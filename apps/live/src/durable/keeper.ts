import { createHash } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { decode, readCount } from '@rivulet/core/snapshot'
import { fileStore, type Lock, Locked, lockFile, noStore, type SnapshotStore } from '@rivulet/durable'
import type { Subject } from './wholeState.ts'

/** How many snapshots are kept: the newest, and the one before it in case that one is damaged. */
const KEPT = 2

/** Where a run is kept. */
export interface Keeper {
  readonly store: SnapshotStore
  /** Where the stream may keep what it receives; undefined if this run is not kept. */
  readonly folder?: string
  /** Why this run is not kept, in a sentence, if it is not. */
  readonly unkept?: string
  /** The run came to its end: the next one begins anew. */
  finished(): Promise<void>
  /** Moves what cannot be gone on from out of the way, and says where it is. */
  setAside(): Promise<string>
  /** Lets another process go on. */
  close(): Promise<void>
}

/** What is kept where, and how much of it is wanted. */
export interface KeeperOptions {
  /** The folder of all runs. */
  readonly state: string
  /** Whether to forget what is there. */
  readonly fresh: boolean
  readonly limit: number
}

/**
 * Opens the folder of a run: its snapshots, which belong to one process at a time. If another process has it, or it is further than the
 * limit already, this run is not kept, and that one stays as it is.
 */
export async function openKeeper(subject: Subject, options: KeeperOptions): Promise<Keeper> {
  const folder = join(options.state, nameOf(subject))
  let lock: Lock | undefined
  try {
    lock = await lockFile(`${folder}.lock`)
    if (options.fresh) await rm(folder, { recursive: true, force: true })
  } catch (error) {
    if (error instanceof Locked)
      return unkept(`The process ${error.holder} has the state of this stream: this run begins anew, and is not kept.`)
    // A disk that is full or read-only may still have something to go on from.
    if (options.fresh)
      return unkept(`The state cannot be forgotten, so this run is not kept: ${(error as Error).message}`)
  }
  const snapshots = join(folder, 'snapshots')
  const store = fileStore(snapshots, { keep: KEPT })
  const events = await eventsIn(store)
  if (events > options.limit) {
    await lock?.release()
    return unkept(
      `The run that was stopped has learned ${events} events, more than --limit: this one begins anew, and is not kept.`,
    )
  }
  return {
    store,
    folder,
    finished: () => rm(folder, { recursive: true, force: true }),
    async setAside() {
      const aside = `${folder}.unusable`
      await rm(aside, { recursive: true, force: true })
      await rename(snapshots, aside)
      return aside
    },
    close: async () => lock?.release(),
  }
}

/** A keeper of nothing. */
export function unkept(why: string): Keeper {
  const nothing = async (): Promise<void> => {}
  return { store: noStore(), unkept: why, finished: nothing, setAside: async () => '', close: nothing }
}

/** A name for a folder; a label may be any text. */
function nameOf({ stream, model, label }: Subject): string {
  if (label === undefined) return `${stream}-${model}`
  const digest = createHash('sha256').update(label).digest('hex').slice(0, 8)
  return `${stream}-${model}-${label.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 40)}-${digest}`
}

/** How many events the newest snapshot has learned, if one can tell. */
async function eventsIn(store: SnapshotStore): Promise<number> {
  try {
    const [newest] = await store.list()
    if (newest === undefined) return 0
    return readCount(
      decode(await newest.read())
        .child('state')
        .child('tracker'),
      'events',
    )
  } catch {
    // Whatever is wrong with it is said when it is gone on from.
    return 0
  }
}
