import type { ModelName } from '../learners.ts'
import type { OpenStream } from '../openStream.ts'
import type { About } from '../stream.ts'
import { departureFeatures } from './departure.ts'
import { flightsLearner } from './flightsLearner.ts'
import { flightsLog } from './flightsLog.ts'
import type { DepartureEvent } from './mergedLog.ts'

const about: About = {
  stream: 'flights',
  title: 'Flights',
  question: 'Will this flight arrive 15 minutes late or more?',
  source:
    'A replay of real events: 3,000,000 flights in the United States, January to June 2001. ' +
    'Predictions are made at departure; a label is learned when it would have been known.',
  time: 'calendar',
  speeds: [60, 600, 3600, 36_000, 'max'],
  speed: 3600,
  positive: 'late',
  window: 2000,
}

/** Real flights, each predicted at its departure and learned when it is known whether it was late. */
export function openFlights(model: ModelName): OpenStream<DepartureEvent> {
  return {
    about,
    log: flightsLog(),
    ...flightsLearner(model),
    describe: ({ origin, destination }) => ({ text: `${origin} → ${destination}` }),
    // The figures of a departure are in its features; here their names matter alone.
    fieldsOf: (event) => departureFeatures({ ...event, distance: 1, originLateness: 1, destinationLateness: 1 }),
  }
}
