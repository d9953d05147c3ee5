import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Entry } from '../stream.ts'
import type { DepartureEvent } from './mergedLog.ts'
import { type PackedEntries, unpack } from './packedEntries.ts'
import { FLIGHTS_FILE } from './readFlights.ts'

/** How many messages are asked for ahead: about as many entries as are used while a row group is decoded. */
const AHEAD = 24

/**
 * The log of the flights in a parquet file. A thread of its own reads and merges the next entries while some are used, so
 * that the other core is of use and the replay does not stop.
 */
export async function* readLog(path: string = FLIGHTS_FILE): AsyncGenerator<Iterable<Entry<DepartureEvent>>> {
  const thread = new Worker(new URL('./logThread.ts', import.meta.url), { workerData: path })
  try {
    for (let i = 0; i < AHEAD; i++) thread.postMessage('next')
    for await (const [packed] of on(thread, 'message') as AsyncIterable<[PackedEntries | null]>) {
      if (packed === null) return
      thread.postMessage('next')
      yield unpack(packed)
    }
  } finally {
    await thread.terminate()
  }
}
