/** A snapshot that a store keeps. */
export interface StoredSnapshot {
  /** What the store calls it, for messages. */
  readonly name: string
  /** Its bytes as they are now, good or not. */
  read(): Promise<Uint8Array>
  /** Puts it out of the way of the good ones, for a person to look at: it is not listed any more. */
  setAside(): Promise<void>
}

/** Keeps snapshots for one process at a time: a folder, a bucket, a topic. What snapshots are it does not know. */
export interface SnapshotStore {
  /**
   * Keeps a snapshot. When the promise resolves it survives the process and the machine; until then, and if it rejects, the ones before do.
   *
   * @param bytes - the snapshot
   * @param count - how many entries of the source it has seen; of two snapshots the one with more is newer
   */
  write(bytes: Uint8Array, count: number): Promise<void>
  /** What is kept, newest first. */
  list(): Promise<readonly StoredSnapshot[]>
}
