import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { Flight } from './flight.ts'

/** The file of 3,000,000 flights in the package `vega-datasets`. */
export const FLIGHTS_FILE: string = join(
  dirname(createRequire(import.meta.url).resolve('vega-datasets')),
  '../data/flights-3m.parquet',
)

/**
 * Reads a parquet file of flights, a row group at a time: memory holds one, whatever the length of the file.
 *
 * @param from - the number of the first flight
 */
export async function* readFlights(path: string = FLIGHTS_FILE, from: number = 0): AsyncGenerator<Iterable<Flight>> {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  let start = 0
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows)
    const end = start + rows
    if (from < end) yield flightsOf(await readColumns(start, end), Math.max(from - start, 0))
    start = end
  }

  async function readColumns(rowStart: number, rowEnd: number): Promise<Columns> {
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
    return columns
  }
}

type Columns = Readonly<Record<string, ArrayLike<unknown>>>

/** The flights of some columns, one by one, from row `first` on. */
function* flightsOf(columns: Columns, first: number): Generator<Flight> {
  const { date = [], delay = [], distance = [], origin = [], destination = [] } = columns
  for (let i = first; i < date.length; i++) {
    yield {
      departure: date[i] as number,
      delay: Number(delay[i]),
      distance: Number(distance[i]),
      origin: origin[i] as string,
      destination: destination[i] as string,
    }
  }
}
