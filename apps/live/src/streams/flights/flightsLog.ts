import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Entry as Placed } from '@rivulet/durable'
import type { Entry, Log } from '../openStream.ts'
import { BEGINNING, type PlainLogState, plainState } from './logState.ts'
import type { LogMessage, LogThreadData } from './logThread.ts'
import type { DepartureEvent } from './mergedLog.ts'
import { unpack } from './packedEntries.ts'
import { FLIGHTS_FILE } from './readFlights.ts'

/** Where an entry stands in the log of the flights: so many entries after a state of it. */
export type FlightsPosition = {
  readonly from: PlainLogState
  readonly skip: number
}

/** How many messages are asked for ahead: about as many entries as are used while a row group is decoded. */
const AHEAD = 24

/** How many entries are given at a time: so few that they are young when they are used. */
const BATCH = 256

/**
 * The log of the flights in a parquet file. A thread of its own reads and merges the next entries while some are used, so
 * that the other core is of use and the replay does not stop.
 */
export function flightsLog(path: string = FLIGHTS_FILE): Log<DepartureEvent, FlightsPosition> {
  return {
    async *readFrom({ from, skip } = { from: BEGINNING, skip: 0 }) {
      const workerData: LogThreadData = { path, from: plainState(from) }
      const thread = new Worker(new URL('./logThread.ts', import.meta.url), { workerData })
      try {
        for (let i = 0; i < AHEAD; i++) thread.postMessage('next')
        let learned = skip
        for await (const [message] of on(thread, 'message') as AsyncIterable<[LogMessage | null]>) {
          if (message === null) return
          thread.postMessage('next')
          yield* placed(message, learned)
          learned = 0
        }
      } finally {
        await thread.terminate()
      }
    },
  }
}

/** The entries of a message with their positions, some at a time, without those that are learned already. */
function* placed(
  { from, entries }: LogMessage,
  learned: number,
): Generator<Placed<Entry<DepartureEvent>, FlightsPosition>[]> {
  // One state for all positions of the message; it is made plain when one of them is saved.
  let plain: PlainLogState | undefined
  const state = (): PlainLogState => {
    plain ??= plainState(from)
    return plain
  }
  const after = (skip: number): FlightsPosition => ({
    get from() {
      return state()
    },
    skip,
  })
  let at = after(0)
  let batch = []
  for (const event of unpack(entries)) {
    const next = after(at.skip + 1)
    if (at.skip >= learned) batch.push({ event, at, next })
    at = next
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}
