/** Events a second, over the last one to two seconds; since the start before that. */
export class Throughput {
  readonly #start: Mark
  #older: Mark
  #newer: Mark

  /** @param now - real time in milliseconds */
  constructor(now: number) {
    this.#start = { now, events: 0 }
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
