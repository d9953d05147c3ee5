import { Fenced, type OpenStore } from '../store/store.ts'

/** How far the training is, as far as that changes a snapshot. */
export interface Extent {
  readonly entries: number
  readonly lost: number
}

/** A snapshot on its way. */
export interface Pending extends Extent {
  readonly bytes: Uint8Array
  /** What has to be done before it is written, the delivery of the outcomes that it covers; false if it is not to be written any more. */
  readonly before: Promise<boolean>
  /** Called when the store has it. */
  readonly onSaved: () => void | Promise<void>
}

/** Who is told how the writing went. */
export interface SaverOptions {
  readonly onProblem: (error: Error) => void
  /** Is told that a newer trainer has opened the store: nothing is written any more. */
  readonly onFenced: (error: Fenced) => void
}

/** Writes snapshots beside the training, one at a time. */
export class Saver {
  readonly #store: OpenStore
  readonly #options: SaverOptions
  #writing: Promise<void> | undefined
  #saved: Extent

  /** @param saved - what is in the snapshot from which training goes on */
  constructor(store: OpenStore, saved: Extent, options: SaverOptions) {
    this.#store = store
    this.#options = options
    this.#saved = { entries: saved.entries, lost: saved.lost }
  }

  /** Whether a snapshot is being written. */
  get isBusy(): boolean {
    return this.#writing !== undefined
  }

  /** The entries in the last snapshot that the store has. */
  get entries(): number {
    return this.#saved.entries
  }

  /** Whether the store has all of it. */
  has({ entries, lost }: Extent): boolean {
    return this.#saved.entries === entries && this.#saved.lost === lost
  }

  /** Takes as saved what need not be written. */
  pass({ entries, lost }: Extent): void {
    this.#saved = { entries, lost }
  }

  /** Begins to write a snapshot. A failure is reported, and changes nothing: the next one is tried all the same. */
  start(snapshot: Pending): void {
    if (this.isBusy) throw new Error('two snapshots should not be written at once')
    this.#writing = this.#write(snapshot).finally(() => {
      this.#writing = undefined
    })
  }

  /** Waits until nothing is being written. */
  async settled(): Promise<void> {
    await this.#writing
  }

  async #write(snapshot: Pending): Promise<void> {
    const { bytes, entries, before, onSaved } = snapshot
    try {
      if (!(await before)) return
      await this.#store.write(bytes, entries)
      this.pass(snapshot)
      await onSaved()
    } catch (cause) {
      if (cause instanceof Fenced) {
        this.#options.onFenced(cause)
        return
      }
      const what = this.has(snapshot) ? 'followed up' : 'written'
      const { message } = cause as Error
      this.#options.onProblem(new Error(`the snapshot after ${entries} entries was not ${what}: ${message}`, { cause }))
    }
  }
}
