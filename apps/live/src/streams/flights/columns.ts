import type { Flight } from './flight.ts'

/** Flights as columns, which go from thread to thread without being copied. */
export interface FlightColumns {
  /** Milliseconds. */
  readonly departures: Float64Array
  /** Minutes. */
  readonly delays: Float64Array
  /** Miles. */
  readonly distances: Float64Array
  /** Indices into `airports`. */
  readonly origins: Uint16Array
  readonly destinations: Uint16Array
  readonly airports: readonly string[]
}

/** The flights of some columns, one by one. */
export function* flightsOf(columns: FlightColumns): Generator<Flight> {
  const { departures, delays, distances, origins, destinations, airports } = columns
  for (let i = 0; i < departures.length; i++) {
    yield {
      departure: departures[i] as number,
      delay: delays[i] as number,
      distance: distances[i] as number,
      origin: airports[origins[i] as number] as string,
      destination: airports[destinations[i] as number] as string,
    }
  }
}
