import { openDigits } from './digits/digits.ts'
import { openDrift } from './drift/drift.ts'
import { openFlights } from './flights/flights.ts'
import { openHttp } from './http/http.ts'
import type { ModelName } from './learners.ts'
import type { OpenStream } from './openStream.ts'
import { openPlane } from './plane/plane.ts'
import { openStdin } from './stdin/stdin.ts'

/** What a stream may be told. */
export interface StreamOptions {
  readonly label: string | undefined
  readonly model: ModelName
}

/** A stream that can be opened. */
export interface StreamEntry {
  readonly open: (options: StreamOptions) => OpenStream
  /** What a page calls it when it offers a choice; without it the stream is there only if it was named on the command line. */
  readonly choice?: string
  /** Whether it has models of its own, and no choice among those of `--model`. */
  readonly ownModels?: true
}

/** The streams by the name that `--stream` gives them. */
export const streams: Readonly<Record<string, StreamEntry>> = {
  flights: { choice: 'Flights', open: ({ model }) => openFlights(model) as OpenStream },
  digits: { choice: 'Handwritten digits', open: ({ model }) => openDigits(model) as OpenStream },
  plane: { choice: 'Points on a plane', ownModels: true, open: () => openPlane() as OpenStream },
  drift: { choice: 'A world that changes', ownModels: true, open: () => openDrift() as OpenStream },
  http: { open: ({ label = '', model }) => openHttp(label, model) as OpenStream },
  stdin: { open: ({ label = '', model }) => openStdin(label, model) as OpenStream },
}
