import { setInterval } from 'node:timers/promises'
import { check } from '@rivulet/core'

/**
 * When a snapshot is due: after so many entries, or so many milliseconds after the last one was, whatever comes first; one of the two is enough.
 * A count alone never comes on a slow source, a time alone knows no bound on a fast one.
 */
export interface Every {
  /** An integer ≥ 1. */
  readonly events?: number
  /** An integer ≥ 1. */
  readonly milliseconds?: number
}

/** When a snapshot is due, as the driver looks at it. */
export interface Due {
  /** After so many entries. */
  readonly entries: number
  /** Whenever one of these comes. */
  readonly moments?: AsyncIterable<unknown>
}

/** @throws RangeError if that is never, or no number */
export function dueOf(every: number | Every | AsyncIterable<unknown>): Due {
  if (typeof every === 'number') {
    check(Number.isInteger(every) && every >= 1, 'every', 'an integer ≥ 1', every)
    return { entries: every }
  }
  if (Symbol.asyncIterator in every) return { entries: Number.POSITIVE_INFINITY, moments: every }
  const { events, milliseconds } = every
  check(events !== undefined || milliseconds !== undefined, 'every', 'a number of events or of milliseconds', every)
  for (const [name, value] of Object.entries({ events, milliseconds }))
    if (value !== undefined) check(Number.isInteger(value) && value >= 1, `every.${name}`, 'an integer ≥ 1', value)
  return {
    entries: events ?? Number.POSITIVE_INFINITY,
    ...(milliseconds === undefined ? {} : { moments: setInterval(milliseconds, undefined, { ref: false }) }),
  }
}
