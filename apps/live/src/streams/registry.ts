import { openDigits } from './digits/digits.ts'
import { openFlights } from './flights/flights.ts'
import { openStdin } from './stdin/stdin.ts'
import type { OpenStream } from './stream.ts'

/** What a stream may be told from the command line. */
export interface StreamOptions {
  readonly label: string | undefined
}

/** The streams by the name that `--stream` gives them. */
export const streams: Readonly<Record<string, (options: StreamOptions) => OpenStream>> = {
  flights: () => openFlights() as OpenStream,
  digits: () => openDigits() as OpenStream,
  stdin: ({ label = '' }) => openStdin(label) as OpenStream,
}
