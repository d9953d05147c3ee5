/** Up to here each power of two has its row, so that one sees the very first events. */
const EARLY = 1024

/**
 * Decides when a row is due: at 1, 2, 4, 8 … 1024 events, and once a second if there is news.
 *
 * @param emit - prints a row
 * @param interval - milliseconds
 */
export class Rows {
  readonly #emit: () => void
  readonly #timer: NodeJS.Timeout
  #events = 0
  #printed = 0

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
