import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { check } from '@rivulet/core'
import { Unavailable } from '../source/source.ts'

/** How reading a source that breaks is tried again: after a wait that doubles each time, of which a random half is left out. */
export interface Retry {
  /** The first wait, in milliseconds, an integer from 1; default 100. */
  readonly first?: number
  /** The longest wait, in milliseconds, at least `first`; default 30,000. */
  readonly longest?: number
  /** How many times in a row, from 0; default without end. */
  readonly times?: number
}

/** What the system says of connections that broke and of things that are used up for a while. */
const PASSING: ReadonlySet<string> = new Set([
  'EAGAIN',
  'EAI_AGAIN',
  'EBUSY',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'EINTR',
  'EMFILE',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'ENFILE',
  'ENOTCONN',
  'EPIPE',
  'ETIMEDOUT',
])

/** Whether an error is one of those that pass by themselves: an {@link Unavailable}, or one of the network, also as the cause of another. */
export function isPassing(error: unknown): boolean {
  for (let e = error, depth = 0; typeof e === 'object' && e !== null && depth < 10; e = (e as Error).cause, depth++) {
    if (e instanceof Unavailable || PASSING.has(String((e as { code?: unknown }).code))) return true
  }
  return false
}

/** The waits between tries. They depend on chance, so that many who lost one broker do not all come back at once; no state depends on them. */
export class Waits {
  readonly #first: number
  readonly #longest: number
  readonly #times: number
  #tries = 0

  constructor({ first = 100, longest = 30_000, times = Number.POSITIVE_INFINITY }: Retry = {}) {
    check(Number.isInteger(first) && first >= 1, 'retry.first', 'an integer ≥ 1', first)
    check(Number.isInteger(longest) && longest >= first, 'retry.longest', `an integer ≥ ${first}`, longest)
    check(times >= 0, 'retry.times', '≥ 0', times)
    this.#first = first
    this.#longest = longest
    this.#times = times
  }

  /** How many tries there were in a row. */
  get tries(): number {
    return this.#tries
  }

  /** Begins to count anew: something came. */
  reset(): void {
    this.#tries = 0
  }

  /** Waits, or until the signal comes; returns whether there may be another try. */
  async next(signal: AbortSignal): Promise<boolean> {
    if (this.#tries >= this.#times) return false
    const wait = Math.min(this.#first * (1 << Math.min(this.#tries, 20)), this.#longest)
    this.#tries += 1
    await setTimeout(wait - randomInt(Math.ceil(wait / 2)), undefined, { signal }).catch(() => {})
    return true
  }
}
