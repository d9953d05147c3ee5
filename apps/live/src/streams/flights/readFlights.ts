import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type FlightColumns, flightsOf } from './columns.ts'
import type { Flight } from './flight.ts'

/** The file of 3,000,000 flights in the package `vega-datasets`. */
export const FLIGHTS_FILE: string = join(
  dirname(createRequire(import.meta.url).resolve('vega-datasets')),
  '../data/flights-3m.parquet',
)

/**
 * Reads a parquet file of flights, a row group at a time. A thread of its own decodes the next group while one is used,
 * so that the replay does not stop, and memory holds two groups whatever the length of the file.
 */
export async function* readFlights(path: string = FLIGHTS_FILE): AsyncGenerator<Iterable<Flight>> {
  const decoder = new Worker(new URL('./decodeFlights.ts', import.meta.url), { workerData: path })
  const nextGroup = async (): Promise<FlightColumns | null> => {
    decoder.postMessage('next')
    // `once` rejects if the thread fails.
    const [columns] = await once(decoder, 'message')
    return columns
  }
  try {
    let next = nextGroup()
    for (let columns = await next; columns !== null; columns = await next) {
      next = nextGroup()
      // Whoever stops in the middle does not wait for it.
      next.catch(() => {})
      yield flightsOf(columns)
    }
  } finally {
    await decoder.terminate()
  }
}
