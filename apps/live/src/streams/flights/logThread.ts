/** The thread that reads the flights: for each message it posts the next entries of their log, and null after the last. */
import { parentPort, workerData } from 'node:worker_threads'
import { flightsLog } from './flightsLog.ts'
import { buffersOf, type PackedEntries, pack } from './packedEntries.ts'
import { readFlights } from './readFlights.ts'

/** How many entries a message has. */
const ENTRIES = 8192

const messages = packed()

parentPort?.on('message', async () => {
  const { value = null } = await messages.next()
  if (value === null) parentPort?.postMessage(null)
  else parentPort?.postMessage(value, buffersOf(value))
})

async function* packed(): AsyncGenerator<PackedEntries> {
  let entries = []
  for await (const batch of flightsLog(readFlights(workerData as string))) {
    for (const entry of batch) {
      entries.push(entry)
      if (entries.length < ENTRIES) continue
      yield pack(entries)
      entries = []
    }
  }
  yield pack(entries)
}
