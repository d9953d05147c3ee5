import type { SnapshotStore } from '../store/store.ts'

/** A snapshot on its way. */
export interface Pending {
  readonly bytes: Uint8Array
  readonly entries: number
  /** Called when the store has it. */
  readonly onSaved: () => void | Promise<void>
}

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
  start(snapshot: Pending): void {
    if (this.busy) throw new Error('two snapshots should not be written at once')
    this.#writing = this.#write(snapshot).finally(() => {
      this.#writing = undefined
    })
  }

  /** Waits until nothing is being written. */
  async settled(): Promise<void> {
    await this.#writing
  }

  async #write({ bytes, entries, onSaved }: Pending): Promise<void> {
    try {
      await this.#store.write(bytes, entries)
      this.saved = entries
      await onSaved()
    } catch (cause) {
      const { message } = cause as Error
      this.#onProblem(
        new Error(
          `the snapshot after ${entries} entries was not ${this.saved === entries ? 'followed up' : 'written'}: ${message}`,
          { cause },
        ),
      )
    }
  }
}
