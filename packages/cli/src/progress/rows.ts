/** Up to here each power of two has its row, so that one sees the very first events. */
const EARLY = 1024

/**
 * Decides when a row is due: at 1, 2, 4, 8 … 1024 events, and once a second if there is news.
 *
 * @example
 * ```ts
 * import { Rows } from '@rivulet/cli/progress'
 *
 * let printed = 0
 * const rows = new Rows(() => printed++)
 * for (let events = 1; events <= 5; events++) rows.scored(events)
 * rows.stop()
 * printed // => 3
 * ```
 */
export class Rows {
  readonly #emit: () => void
  readonly #timer: ReturnType<typeof setInterval>
  #events = 0
  #printed = 0

  /**
   * @param emit - prints a row
   * @param interval - milliseconds between two looks for news
   */
  constructor(emit: () => void, interval: number = 1000) {
    this.#emit = emit
    this.#timer = setInterval(() => this.flush(), interval)
  }

  /** Is told of each scored event. */
  scored(events: number): void {
    this.#events = events
    if (events <= EARLY && (events & (events - 1)) === 0) this.flush()
  }

  /** Prints a row now, unless it would be the last one again. */
  flush(): void {
    if (this.#events === this.#printed) return
    this.#printed = this.#events
    this.#emit()
  }

  /** No more rows. */
  stop(): void {
    clearInterval(this.#timer)
  }
}
