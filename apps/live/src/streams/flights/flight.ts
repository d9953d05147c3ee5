/** One flight as it was flown. Times are in milliseconds, of the clock on the wall at the origin, read as UTC. */
export interface Flight {
  /** Scheduled departure. */
  readonly departure: number
  /** How late it arrived, in minutes; negative if early. */
  readonly delay: number
  /** In miles. */
  readonly distance: number
  readonly origin: string
  readonly destination: string
}

const MINUTE = 60_000

/** The label: a flight is late if it arrives 15 minutes late or more. */
export function isLate({ delay }: Flight): boolean {
  return delay >= 15
}

/**
 * When the label is known: on arrival, or when the flight is 15 minutes overdue, whichever comes first.
 *
 * known = departure + distance / 8 + max(0, 30 + min(delay, 15)), in minutes
 *
 * 30 minutes on the ground and 8 miles a minute stand for the scheduled duration, which the data does not have.
 * The clip at 0 keeps the few absurd delays (the smallest is −1116 minutes) from landing before the flight could.
 */
export function knownAt({ departure, delay, distance }: Flight): number {
  return departure + (distance / 8 + Math.max(0, 30 + Math.min(delay, 15))) * MINUTE
}
