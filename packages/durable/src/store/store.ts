/** A snapshot that a store keeps. */
export interface StoredSnapshot {
  /** What the store calls it, for messages. */
  readonly name: string
  /** Tells it from every other one that this store has kept: readers look for a new one by it. */
  readonly id: string
  /** Its bytes as they are now, good or not. */
  read(): Promise<Uint8Array>
  /** Puts it out of the way of the good ones, for a person to look at: it is not listed any more. */
  setAside(): Promise<void>
}

/**
 * Keeps snapshots: a folder, a bucket, a topic. What snapshots are it does not know. Anybody may read it at any time; who writes has to open
 * it, and the last to open it is the only one who writes.
 */
export interface SnapshotStore {
  /** How many of the newest snapshots it keeps, from 1: of them the oldest may still be restored. */
  readonly keep: number
  /** What is kept, newest first: first those of the newest epoch, and of one epoch those with more entries. */
  list(): Promise<readonly StoredSnapshot[]>
  /**
   * Takes a new epoch: from now on everybody who opened it before is {@link Fenced}. So the newest trainer wins, and of one that was
   * thought to be dead, and is not, nothing is kept any more.
   */
  open(): Promise<OpenStore>
}

/** A store that was opened to be written, by one trainer. */
export interface OpenStore {
  /** Grows with each opening: who takes outcomes can refuse those of an epoch below the highest that was seen. */
  readonly epoch: number
  /**
   * Keeps a snapshot. When the promise resolves it survives the process and the machine; until then, and if it rejects, the ones before do.
   *
   * @param bytes - the snapshot; they may be changed afterwards
   * @param count - how many entries of the source it has seen; of two snapshots of one epoch the one with more is newer
   * @throws Fenced if a newer trainer has opened the store; nothing is kept then
   */
  write(bytes: Uint8Array, count: number): Promise<void>
  /**
   * Asks whether this is still the newest epoch, before outcomes are delivered for instance.
   *
   * @throws Fenced if it is not
   */
  check(): Promise<void>
  /** Lets go of what it holds. It does not end the epoch. */
  close(): Promise<void>
}

/** The error of a trainer whose store was opened by a newer one: it stops at once, and delivers nothing more. */
export class Fenced extends Error {
  override readonly name: string = 'Fenced'

  /**
   * @param store - what the store is called
   * @param epoch - the epoch that is over
   */
  constructor(store: string, epoch: number) {
    super(`a newer trainer has opened ${store}: epoch ${epoch}, which is this one's, is over`)
  }
}
