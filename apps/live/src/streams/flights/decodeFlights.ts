/** The thread that decodes: for each message it posts the next row group of the file, and null after the last. */
import { parentPort, workerData } from 'node:worker_threads'
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { FlightColumns } from './columns.ts'

const file = await asyncBufferFromFile(workerData as string)
const metadata = await parquetMetadataAsync(file)
const groups = rowGroups()

parentPort?.on('message', async () => {
  const { value = null } = await groups.next()
  if (value === null) parentPort?.postMessage(null)
  else parentPort?.postMessage(value, buffersOf(value))
})

async function* rowGroups(): AsyncGenerator<FlightColumns> {
  let rowStart = 0
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows)
    yield readColumns(rowStart, rowEnd)
    rowStart = rowEnd
  }
}

async function readColumns(rowStart: number, rowEnd: number): Promise<FlightColumns> {
  const columns: Record<string, ArrayLike<unknown>> = {}
  await parquetRead({
    file,
    metadata,
    compressors,
    parsers: { timestampFromMicroseconds: (micros) => Number(micros / 1000n) },
    rowStart,
    rowEnd,
    onChunk: ({ columnName, columnData }) => {
      columns[columnName] = columnData
    },
  })
  const { date = [], delay = [], distance = [], origin = [], destination = [] } = columns
  const index = new Map<unknown, number>()
  const indexOf = (airport: unknown): number => {
    const known = index.get(airport)
    if (known !== undefined) return known
    index.set(airport, index.size)
    return index.size - 1
  }
  return {
    departures: Float64Array.from(date as ArrayLike<number>),
    delays: Float64Array.from(delay, Number),
    distances: Float64Array.from(distance, Number),
    origins: Uint16Array.from(origin, indexOf),
    destinations: Uint16Array.from(destination, indexOf),
    airports: [...index.keys()] as string[],
  }
}

function buffersOf({ departures, delays, distances, origins, destinations }: FlightColumns): ArrayBuffer[] {
  return [departures, delays, distances, origins, destinations].map(({ buffer }) => buffer as ArrayBuffer)
}
