import type { SnapshotStore } from '../store/store.ts'

/** Writes snapshots beside the training, one at a time. */
export class Saver {
  readonly #store: SnapshotStore
  readonly #onProblem: (error: Error) => void
  #writing: Promise<void> | undefined
  /** The entries in the last snapshot that the store has. */
  saved: number

  constructor(store: SnapshotStore, saved: number, onProblem: (error: Error) => void) {
    this.#store = store
    this.#onProblem = onProblem
    this.saved = saved
  }

  /** Whether a snapshot is being written. */
  get busy(): boolean {
    return this.#writing !== undefined
  }

  /** Begins to write a snapshot. A failure is reported, and changes nothing: the next one is tried all the same. */
  start(bytes: Uint8Array, entries: number): void {
    if (this.busy) throw new Error('two snapshots should not be written at once')
    this.#writing = this.#write(bytes, entries)
  }

  /** Waits until nothing is being written. */
  async settled(): Promise<void> {
    await this.#writing
  }

  async #write(bytes: Uint8Array, entries: number): Promise<void> {
    try {
      await this.#store.write(bytes, entries)
      this.saved = entries
    } catch (cause) {
      const { message } = cause as Error
      this.#onProblem(new Error(`the snapshot after ${entries} entries was not written: ${message}`, { cause }))
    } finally {
      this.#writing = undefined
    }
  }
}
