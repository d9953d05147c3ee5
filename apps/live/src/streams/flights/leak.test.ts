import { type Prediction, Random, type Rejection } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import { beforeAll, describe, expect, test } from 'vitest'
import { learnStream, noPending } from '../../run/pipeline.ts'
import { freshMetrics } from '../../score/metrics.ts'
import { MODELS, type ModelName } from '../learners.ts'
import { type Flight, isLate, knownAt } from './flight.ts'
import { openFlights } from './flights.ts'
import { hashedLog, merged } from './merged.ts'
import type { DepartureEvent } from './mergedLog.ts'
import { readFlights } from './readFlights.ts'

const FLIGHTS = 10_000
const MINUTE = 60_000

let flights: Flight[]

beforeAll(async () => {
  const { value: rows } = await readFlights().next()
  flights = [...(rows as Iterable<Flight>)].slice(0, FLIGHTS)
})

/** Another world, in which each label that is not yet known at T is the other one, and each such delay another. It is still not known at T. */
function otherWorld(T: number, random: Random): Flight[] {
  return flights.map((flight) => {
    if (knownAt(flight) <= T) return flight
    const late = isLate(flight)
    // A late flight lands no later than 15 minutes overdue: if it was to be on time, it must still land after T.
    const earliest = Math.max(-30, 15 - (knownAt(flight) - T) / MINUTE)
    const delay = late ? 15 - (15 - earliest) * (0.01 + 0.98 * random.next()) : 15 + 200 * random.next()
    return { ...flight, delay }
  })
}

/** What happens up to T: all predictions, and the model's bytes. */
async function upTo(
  T: number,
  world: readonly Flight[],
  name: ModelName,
  known?: (flight: Flight) => number,
): Promise<{ predictions: Prediction[]; bytes: Uint8Array }> {
  const batches = async function* (): AsyncGenerator<Iterable<Flight>> {
    yield world
  }
  const stream = openFlights(name)
  const { model } = stream
  const predictions: Prediction[] = []
  const predict = model.predict.bind(model)
  model.predict = (x) => {
    const prediction = predict(x)
    predictions.push(prediction)
    return prediction
  }
  const rejected = ({ reason }: Rejection): never => {
    throw new Error(reason)
  }
  const learning = { metrics: freshMetrics(100), pending: noPending<DepartureEvent>(rejected), rejected }
  const step = learnStream(stream, learning)
  for await (const batch of merged(hashedLog(known), batches())) {
    for (const entry of batch) {
      if (entry.at > T) return { predictions, bytes: encode(model) }
      step(entry, () => {})
    }
  }
  return { predictions, bytes: encode(model) }
}

describe.each(MODELS)(
  '%s: nothing of what is not yet known at T reaches a prediction or the model before T',
  (model) => {
    const random = new Random(7)
    test.each(Array.from({ length: 10 }, () => random.next()))('at %f of the time', async (share) => {
      const [first, last] = [flights[0] as Flight, flights.at(-1) as Flight]
      const T = first.departure + share * (last.departure - first.departure)
      const other = otherWorld(T, random)
      const unknown = flights.filter((flight) => knownAt(flight) > T)
      const changed = other.filter((flight, i) => isLate(flight) !== isLate(flights[i] as Flight))
      expect(changed).toHaveLength(unknown.length)
      expect(changed.every((flight) => knownAt(flight) > T)).toBe(true)

      const ours = await upTo(T, flights, model)
      expect(ours.predictions.length).toBeGreaterThan(0)
      expect(await upTo(T, other, model)).toEqual(ours)
    })

    test('a log that tells labels at departure is found out', async () => {
      const [first, last] = [flights[0] as Flight, flights.at(-1) as Flight]
      const T = (first.departure + last.departure) / 2
      const atDeparture = ({ departure }: Flight): number => departure
      const ours = await upTo(T, flights, model, atDeparture)
      const theirs = await upTo(T, otherWorld(T, random), model, atDeparture)
      expect(theirs.predictions).not.toEqual(ours.predictions)
      expect(theirs.bytes).not.toEqual(ours.bytes)
    })
  },
)
