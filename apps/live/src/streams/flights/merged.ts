import { FeatureHasher } from '@rivulet/features'
import type { Entry } from '../openStream.ts'
import { type DepartureFeatures, departureFeatures } from './departure.ts'
import { type Flight, knownAt } from './flight.ts'
import type { LogState } from './logState.ts'
import { type DepartureEvent, MergedLog } from './mergedLog.ts'

/** A merged log whose departures have hashed features. */
export function hashedLog(known: (flight: Flight) => number = knownAt, from?: LogState): MergedLog {
  const hasher = new FeatureHasher<DepartureFeatures>()
  return new MergedLog((departure) => hasher.transform(departureFeatures(departure)), known, from)
}

/** All entries of the log of flights that are read in batches. */
export async function* merged(
  log: MergedLog,
  batches: AsyncIterable<Iterable<Flight>>,
): AsyncGenerator<Iterable<Entry<DepartureEvent>>> {
  for await (const batch of batches) yield log.of(batch)
  yield log.rest()
}
