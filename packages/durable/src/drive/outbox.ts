import type { Json } from '@rivulet/core/snapshot'
import type { Delivered } from './fold.ts'

/** So many outcomes may wait: then training waits for who takes them. */
const MOST = 4096

/** Who takes outcomes. */
export interface OutboxOptions<O, P extends Json> {
  /** Takes a batch; the next one waits for its promise. */
  readonly take: (batch: readonly Delivered<O, P>[]) => void | Promise<void>
  /** Is asked before each batch: throws if nothing may be delivered any more. */
  readonly check: () => Promise<void>
  /** Is told that a batch failed, why, and that nothing more is delivered. */
  readonly onFailed: (error: unknown) => void
}

/** Delivers outcomes in order and in batches: while one is on its way, the next one gathers. So a promise is waited for once a batch, not once an outcome. */
export class Outbox<O, P extends Json> {
  readonly #options: OutboxOptions<O, P>
  #gathering: Delivered<O, P>[] = []
  #added = 0
  #taken = 0
  #isSending = false
  #hasFailed = false
  /** Who waits until so many are taken. */
  #waiting: { upTo: number; resolve: () => void }[] = []
  /** What else has to be done before a snapshot covers it: what was refused and is brought to a place of its own, for instance. */
  readonly #others: Set<Promise<void>> = new Set()

  constructor(options: OutboxOptions<O, P>) {
    this.#options = options
  }

  /** Whether training should wait. */
  get isFull(): boolean {
    return this.#gathering.length + this.#others.size >= MOST
  }

  add(delivered: Delivered<O, P>): void {
    if (this.#hasFailed) return
    this.#added += 1
    this.#gathering.push(delivered)
    if (this.#isSending) return
    this.#isSending = true
    this.#send().catch((error) => this.#fail(error))
  }

  /** Waits for something else as well. */
  also(promise: void | Promise<void>): void {
    if (typeof promise?.then !== 'function') return
    const other = promise.catch((error) => this.#fail(error)).finally(() => this.#others.delete(other))
    this.#others.add(other)
  }

  /** Waits until all that was added so far is taken, or nothing is delivered any more. */
  async flushed(): Promise<void> {
    const others = [...this.#others]
    if (this.#taken < this.#added && !this.#hasFailed)
      await new Promise<void>((resolve) => {
        this.#waiting.push({ upTo: this.#added, resolve })
      })
    await Promise.all(others)
  }

  async #send(): Promise<void> {
    const { take, check } = this.#options
    while (this.#gathering.length > 0 && !this.#hasFailed) {
      await check()
      const batch = this.#gathering
      this.#gathering = []
      await take(batch)
      this.#taken += batch.length
      while (this.#waiting[0] !== undefined && this.#waiting[0].upTo <= this.#taken) this.#waiting.shift()?.resolve()
    }
    this.#isSending = false
  }

  #fail(error: unknown): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#gathering = []
    for (const { resolve } of this.#waiting.splice(0)) resolve()
    this.#options.onFailed(error)
  }
}
