import { Heap, type Vector } from '@rivulet/core'
import type { Entry, StreamEvent, StreamLabel } from '../openStream.ts'
import type { Departure } from './departure.ts'
import { type Flight, isLate, knownAt } from './flight.ts'
import { Lateness } from './lateness.ts'
import { BEGINNING, type LogState } from './logState.ts'

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
 * A label known at the minute of a departure comes after it, as `TimeOrder` of the trainer has it: who predicts does not know what is told in the
 * same minute. Labels known at the same time come in the order of their departures.
 * What a departure knows of its airports is from labels that came before it in this log: nothing else reaches its features.
 *
 * Between two entries `state` says where it stands, and a log that begins there goes on as this one would.
 *
 * @param featuresOf - the features of a departure
 * @param known - when a label is known
 * @param from - where to go on: the next flight should be number `departed`
 */
export class MergedLog {
  readonly #landings: Heap<Landing> = new Heap((a, b) => (a.at === b.at ? a.id < b.id : a.at < b.at))
  readonly #departing: Lateness = new Lateness()
  readonly #arriving: Lateness = new Lateness()
  readonly #featuresOf: (departure: Departure) => Vector
  readonly #known: (flight: Flight) => number
  #count: number

  constructor(
    featuresOf: (departure: Departure) => Vector,
    known: (flight: Flight) => number = knownAt,
    from: LogState = BEGINNING,
  ) {
    this.#featuresOf = featuresOf
    this.#known = known
    this.#count = from.departed
    for (const [i, airport] of from.airports.entries()) {
      this.#departing.set(airport, from.departing[i] as number)
      this.#arriving.set(airport, from.arriving[i] as number)
    }
    for (let i = 0; i < from.ids.length; i++) {
      const y = from.late[i] === 1 ? 'late' : 'on time'
      const origin = from.airports[from.origins[i] as number] as string
      const destination = from.airports[from.destinations[i] as number] as string
      const at = from.known[i] as number
      this.#landings.add({ kind: 'label', id: from.ids[i] as number, at, y, origin, destination })
    }
  }

  /** Where it stands. */
  get state(): LogState {
    const landings = this.#landings.sorted()
    const met = new Set([...this.#departing.airports, ...this.#arriving.airports])
    for (const { origin, destination } of landings) met.add(origin).add(destination)
    const airports = [...met].sort()
    const index = new Map(airports.map((airport, i) => [airport, i]))
    return {
      departed: this.#count,
      airports,
      departing: Float64Array.from(airports, (airport) => this.#departing.of(airport)),
      arriving: Float64Array.from(airports, (airport) => this.#arriving.of(airport)),
      ids: Float64Array.from(landings, ({ id }) => id),
      known: Float64Array.from(landings, ({ at }) => at),
      late: Uint8Array.from(landings, ({ y }) => (y === 'late' ? 1 : 0)),
      origins: Uint16Array.from(landings, ({ origin }) => index.get(origin) as number),
      destinations: Uint16Array.from(landings, ({ destination }) => index.get(destination) as number),
    }
  }

  /** The next flights, in order of departure, and the labels that become known before the last of them leaves. */
  *of(flights: Iterable<Flight>): Generator<Entry<DepartureEvent>> {
    for (const flight of flights) {
      for (
        let label = this.#nextBefore(flight.departure);
        label !== undefined;
        label = this.#nextBefore(flight.departure)
      )
        yield label
      yield this.#depart(flight)
    }
  }

  /** The labels of the flights still in the air, after the last departure. */
  *rest(): Generator<Entry<DepartureEvent>> {
    for (let label = this.#nextBefore(Infinity); label !== undefined; label = this.#nextBefore(Infinity)) yield label
  }

  #depart(flight: Flight): DepartureEvent {
    const { departure: at, distance, origin, destination } = flight
    const id = this.#count++
    const known = this.#known(flight)
    const y = isLate(flight) ? 'late' : 'on time'
    this.#landings.add({ kind: 'label', id, at: known, y, origin, destination })
    const originLateness = this.#departing.of(origin)
    const destinationLateness = this.#arriving.of(destination)
    const x = this.#featuresOf({ at, distance, origin, destination, originLateness, destinationLateness })
    return { kind: 'event', id, at, x, origin, destination }
  }

  #nextBefore(time: number): StreamLabel | undefined {
    const next = this.#landings.first
    if (next === undefined || next.at >= time) return undefined
    this.#landings.take()
    this.#departing.update(next.origin, next.y === 'late')
    this.#arriving.update(next.destination, next.y === 'late')
    return next
  }
}
