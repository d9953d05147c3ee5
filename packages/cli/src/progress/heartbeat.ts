/**
 * Says a word when there has been silence for some time, whatever happens: a person should know whether a process is at work.
 * The same word is not said twice in a row, so that a process that only waits is quiet.
 *
 * @example
 * ```ts
 * import { Heartbeat } from '@rivulet/cli/progress'
 *
 * const heartbeat = new Heartbeat(() => console.error('12,000 refused'), () => '12000', 5000)
 * heartbeat.spoke()
 * heartbeat.stop()
 * ```
 */
export class Heartbeat {
  readonly #timer: ReturnType<typeof setInterval>
  #silent = false
  #last: unknown

  /**
   * @param say - says the word
   * @param state - what the word is about: unless it has changed, there is nothing to say
   * @param interval - milliseconds of silence, half of what is at most between two words
   */
  constructor(say: () => void, state: () => unknown, interval: number = 2500) {
    this.#timer = setInterval(() => {
      const now = state()
      if (this.#silent && now !== this.#last) {
        this.#last = now
        say()
      }
      this.#silent = true
    }, interval)
  }

  /** Something else was said. */
  spoke(): void {
    this.#silent = false
  }

  /** No more words. */
  stop(): void {
    clearInterval(this.#timer)
  }
}
