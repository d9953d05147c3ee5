import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../openStream.ts'
import { departureFeatures } from './departure.ts'
import { type Flight, isLate, knownAt } from './flight.ts'
import { Lateness } from './lateness.ts'
import { type DepartureEvent, MergedLog } from './mergedLog.ts'
import { readFlights } from './readFlights.ts'

const MINUTE = 60_000

const flight: fc.Arbitrary<Flight> = fc.record({
  departure: fc.nat(600).map((minutes) => minutes * MINUTE),
  delay: fc.integer({ min: -60, max: 90 }),
  distance: fc.constantFrom(80, 400, 2400),
  origin: fc.constantFrom('ATL', 'BOS'),
  destination: fc.constantFrom('LAX', 'SEA'),
})
const schedule = fc.array(flight, { maxLength: 60 }).map((all) => all.sort((a, b) => a.departure - b.departure))

describe('a flight', () => {
  const base: Flight = { departure: 0, delay: 0, distance: 800, origin: 'ATL', destination: 'BOS' }
  test.each([
    [0, 130],
    [14, 144],
    [15, 145],
    [300, 145],
    [-10, 120],
    [-1116, 100],
  ])('%i minutes late is known after %i minutes', (delay, minutes) => {
    expect(knownAt({ ...base, delay })).toBe(minutes * MINUTE)
  })
  test('is late from 15 minutes on', () => {
    expect([14, 15].map((delay) => isLate({ ...base, delay }))).toEqual([false, true])
  })
})

describe('the merged log', () => {
  const merged = (flights: readonly Flight[]): Entry<DepartureEvent>[] => {
    const log = new MergedLog(({ originLateness, destinationLateness }) => [originLateness, destinationLateness])
    return [...log.of(flights), ...log.rest()]
  }
  test('has each flight and then its label once, in order: at the same time departures first, then labels in the order of departure', () => {
    fc.assert(
      fc.property(schedule, (flights) => {
        const entries = merged(flights)
        const order = entries.map((entry) => [entry.at, entry.kind === 'event' ? 0 : 1, entry.id])
        const sorted = [...order].sort(([a = 0, k = 0, i = 0], [b = 0, l = 0, j = 0]) => a - b || k - l || i - j)
        expect(order).toEqual(sorted)
        for (const id of flights.keys()) {
          const own = entries.filter((entry) => 'id' in entry && entry.id === id)
          expect(own.map(({ kind }) => kind)).toEqual(['event', 'label'])
        }
      }),
    )
  })
  test('knows of its airports what the labels before it say', () => {
    fc.assert(
      fc.property(schedule, (flights) => {
        const [departing, arriving] = [new Lateness(), new Lateness()]
        for (const entry of merged(flights)) {
          const { origin, destination } = flights[entry.id] as Flight
          if (entry.kind === 'event') expect(entry.x).toEqual([departing.of(origin), arriving.of(destination)])
          else {
            departing.update(origin, entry.y === 'late')
            arriving.update(destination, entry.y === 'late')
          }
        }
      }),
    )
  })
})

test('lateness is the weighted mean of the recent labels', () => {
  const lateness = new Lateness(0.5)
  expect(lateness.of('ATL')).toBe(0)
  for (const late of [true, true, false]) lateness.update('ATL', late)
  expect(lateness.of('ATL')).toBe(0.5 * (0.5 * (0.5 * 0 + 0.5) + 0.5))
  expect(lateness.of('BOS')).toBe(0)
})

test('a departure becomes features', () => {
  const at = Date.UTC(2001, 0, 31, 13, 46)
  const departure = {
    at,
    distance: 2176,
    origin: 'LAS',
    destination: 'PHL',
    originLateness: 0.2,
    destinationLateness: 0,
  }
  expect(departureFeatures(departure)).toEqual({
    origin: 'LAS',
    destination: 'PHL',
    route: 'LAS-PHL',
    hour: '13',
    weekday: 'Wednesday',
    distance: 2.176,
    originLateness: 0.2,
    destinationLateness: 0,
  })
})

test('the file is read in the order of departure', async () => {
  const { value: rows } = await readFlights().next()
  const flights = [...(rows as Iterable<Flight>)]
  expect(flights[0]).toEqual({
    departure: Date.UTC(2001, 0, 1, 0, 1),
    delay: 33,
    distance: 2176,
    origin: 'LAS',
    destination: 'PHL',
  })
  expect(flights.length).toBeGreaterThan(200_000)
  expect(flights.every(({ departure }, i) => i === 0 || departure >= (flights[i - 1] as Flight).departure)).toBe(true)
})
