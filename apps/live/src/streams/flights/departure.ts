/** What is known of a flight when it departs. */
export interface Departure {
  /** Scheduled departure, in milliseconds. */
  readonly at: number
  /** In miles. */
  readonly distance: number
  readonly origin: string
  readonly destination: string
  /** The share of late flights among those that left the origin and whose label is known, the recent ones counting most. */
  readonly originLateness: number
  /** The same of the flights that arrived at the destination. */
  readonly destinationLateness: number
}

const WEEKDAYS = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday']
const HOUR = 3_600_000

/** The features of a departure: texts are categories, numbers are values. */
export interface DepartureFeatures {
  readonly origin: string
  readonly destination: string
  readonly route: string
  readonly hour: string
  readonly weekday: string
  /** In thousands of miles. */
  readonly distance: number
  readonly originLateness: number
  readonly destinationLateness: number
}

/** The departure as a plain object of features. */
export function departureFeatures(departure: Departure): DepartureFeatures {
  const { at, distance, origin, destination, originLateness, destinationLateness } = departure
  const hours = Math.floor(at / HOUR)
  return {
    origin,
    destination,
    route: `${origin}-${destination}`,
    hour: String(hours % 24),
    // 1 January 1970 was a Thursday.
    weekday: WEEKDAYS[Math.floor(hours / 24) % 7] as string,
    distance: distance / 1000,
    originLateness,
    destinationLateness,
  }
}
