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
 * Reads a parquet file of flights, one row group after the other: a group is decoded when the one before has been used,
 * so that memory holds one group whatever the length of the file.
 */
export async function* readFlights(path: string = FLIGHTS_FILE): AsyncGenerator<Iterable<Flight>> {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  let rowStart = 0
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows)
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
    yield rows(columns as unknown as Columns, rowEnd - rowStart)
    rowStart = rowEnd
  }
}

interface Columns {
  readonly date: ArrayLike<number>
  readonly delay: ArrayLike<bigint>
  readonly distance: ArrayLike<bigint>
  readonly origin: ArrayLike<string>
  readonly destination: ArrayLike<string>
}

function* rows({ date, delay, distance, origin, destination }: Columns, count: number): Generator<Flight> {
  for (let i = 0; i < count; i++) {
    yield {
      departure: date[i] as number,
      delay: Number(delay[i]),
      distance: Number(distance[i]),
      origin: origin[i] as string,
      destination: destination[i] as string,
    }
  }
}
