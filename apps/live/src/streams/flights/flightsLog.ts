import { FeatureHasher } from '@rivulet/features'
import type { Entry } from '../stream.ts'
import { type DepartureFeatures, departureFeatures } from './departure.ts'
import { type Flight, knownAt } from './flight.ts'
import { type DepartureEvent, MergedLog } from './mergedLog.ts'

/**
 * The merged log of flights that are read in batches.
 *
 * @param known - when the label of a flight is known
 */
export async function* flightsLog(
  batches: AsyncIterable<Iterable<Flight>>,
  known: (flight: Flight) => number = knownAt,
): AsyncGenerator<Iterable<Entry<DepartureEvent>>> {
  const hasher = new FeatureHasher<DepartureFeatures>()
  const log = new MergedLog((departure) => hasher.transform(departureFeatures(departure)), known)
  for await (const batch of batches) yield log.of(batch)
  yield log.rest()
}
