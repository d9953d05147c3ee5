import { openDigits } from './digits/digits.ts'
import { openDrift } from './drift/drift.ts'
import { openFlights } from './flights/flights.ts'
import { openHttp } from './http/http.ts'
import type { ModelName } from './learners.ts'
import type { OpenStream } from './openStream.ts'
import { openPlane } from './plane/plane.ts'
import { openStdin } from './stdin/stdin.ts'

/** What a stream may be told from the command line. */
export interface StreamOptions {
  readonly label: string | undefined
  readonly model: ModelName
}

/** The streams by the name that `--stream` gives them. */
export const streams: Readonly<Record<string, (options: StreamOptions) => OpenStream>> = {
  flights: ({ model }) => openFlights(model) as OpenStream,
  digits: ({ model }) => openDigits(model) as OpenStream,
  plane: () => openPlane() as OpenStream,
  drift: () => openDrift() as OpenStream,
  http: ({ label = '', model }) => openHttp(label, model) as OpenStream,
  stdin: ({ label = '', model }) => openStdin(label, model) as OpenStream,
}
