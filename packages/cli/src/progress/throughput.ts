/**
 * Events a second, over the last one to two seconds; since the start before that.
 *
 * @example
 * ```ts
 * import { Throughput } from '@rivulet/cli/progress'
 *
 * const throughput = new Throughput(0)
 * throughput.recent(500, 100) // => 200
 * throughput.overall(1000, 150) // => 150
 * ```
 */
export class Throughput {
  readonly #start: Mark
  #older: Mark
  #newer: Mark

  /**
   * @param now - real time in milliseconds
   * @param events - how many were counted before
   */
  constructor(now: number, events: number = 0) {
    this.#start = { now, events }
    this.#older = this.#start
    this.#newer = this.#start
  }

  /** The rate now that so many events have been counted. */
  recent(now: number, events: number): number {
    if (now - this.#newer.now >= 1000) {
      this.#older = this.#newer
      this.#newer = { now, events }
    }
    return rate(this.#older, now, events)
  }

  /** The rate since the start. */
  overall(now: number, events: number): number {
    return rate(this.#start, now, events)
  }
}

interface Mark {
  readonly now: number
  readonly events: number
}

function rate(since: Mark, now: number, events: number): number {
  return now > since.now ? Math.round((1000 * (events - since.events)) / (now - since.now)) : 0
}
