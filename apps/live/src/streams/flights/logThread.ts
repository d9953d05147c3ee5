/** The thread that reads the flights: for each message it posts the next entries of their log, and null after the last. */
import { parentPort, workerData } from 'node:worker_threads'
import type { LogState } from './logState.ts'
import { hashedLog, merged } from './merged.ts'
import { buffersOf, type PackedEntries, pack } from './packedEntries.ts'
import { readFlights } from './readFlights.ts'

/** The file, and where to go on in its log. */
export interface LogThreadData {
  readonly path: string
  readonly from: LogState
}

/** Some entries, and where the log stood before the first of them. */
export interface LogMessage {
  readonly from: LogState
  readonly entries: PackedEntries
}

/** How many entries a message has. */
const ENTRIES = 8192

const { path, from } = workerData as LogThreadData
const messages = packed()

parentPort?.on('message', async () => {
  const { value = null } = await messages.next()
  if (value === null) parentPort?.postMessage(null)
  else parentPort?.postMessage(value, buffersOf(value.entries))
})

async function* packed(): AsyncGenerator<LogMessage> {
  const log = hashedLog(undefined, from)
  let state = log.state
  let entries = []
  for await (const batch of merged(log, readFlights(path, from.departed))) {
    for (const entry of batch) {
      entries.push(entry)
      if (entries.length < ENTRIES) continue
      yield { from: state, entries: pack(entries) }
      state = log.state
      entries = []
    }
  }
  yield { from: state, entries: pack(entries) }
}
