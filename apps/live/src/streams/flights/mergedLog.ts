import type { Vector } from '@rivulet/core'
import { Heap } from '../../heap.ts'
import type { Entry, StreamEvent, StreamLabel } from '../stream.ts'
import type { Departure } from './departure.ts'
import { type Flight, isLate, knownAt } from './flight.ts'
import { Lateness } from './lateness.ts'

/** A departure, as an event to predict. It does not carry the delay. */
export interface DepartureEvent extends StreamEvent {
  readonly origin: string
  readonly destination: string
}

interface Landing extends StreamLabel {
  readonly origin: string
  readonly destination: string
}

/**
 * Merges departures with the labels of the flights that left before, by event time.
 * A label known at the minute of a departure comes before it; labels known at the same time come in the order of their departures.
 * What a departure knows of its airports is from labels that came before it in this log: nothing else reaches its features.
 *
 * @param featuresOf - the features of a departure
 * @param known - when a label is known
 */
export class MergedLog {
  readonly #landings: Heap<Landing> = new Heap()
  readonly #departing: Lateness = new Lateness()
  readonly #arriving: Lateness = new Lateness()
  readonly #featuresOf: (departure: Departure) => Vector
  readonly #known: (flight: Flight) => number
  #count = 0

  constructor(featuresOf: (departure: Departure) => Vector, known: (flight: Flight) => number = knownAt) {
    this.#featuresOf = featuresOf
    this.#known = known
  }

  /** The next flights, in order of departure, and the labels that become known until the last of them leaves. */
  *of(flights: Iterable<Flight>): Generator<Entry<DepartureEvent>> {
    for (const flight of flights) {
      for (let label = this.#nextBy(flight.departure); label !== undefined; label = this.#nextBy(flight.departure))
        yield label
      yield this.#depart(flight)
    }
  }

  /** The labels of the flights still in the air, after the last departure. */
  *rest(): Generator<Entry<DepartureEvent>> {
    for (let label = this.#nextBy(Infinity); label !== undefined; label = this.#nextBy(Infinity)) yield label
  }

  #depart(flight: Flight): DepartureEvent {
    const { departure: at, distance, origin, destination } = flight
    const id = this.#count++
    const known = this.#known(flight)
    const y = isLate(flight) ? 'late' : 'on time'
    this.#landings.push({ kind: 'label', id, at: known, y, origin, destination }, known)
    const originLateness = this.#departing.of(origin)
    const destinationLateness = this.#arriving.of(destination)
    const x = this.#featuresOf({ at, distance, origin, destination, originLateness, destinationLateness })
    return { kind: 'event', id, at, x, origin, destination }
  }

  #nextBy(time: number): StreamLabel | undefined {
    if (this.#landings.time > time) return undefined
    const next = this.#landings.pop()
    if (next === undefined) return undefined
    this.#departing.update(next.origin, next.y === 'late')
    this.#arriving.update(next.destination, next.y === 'late')
    return next
  }
}
