import { isSparse } from '@rivulet/core'
import type { Entry, StreamLabel } from '../openStream.ts'
import type { DepartureEvent } from './mergedLog.ts'

/** Entries of the log as columns, which go from thread to thread without being copied. */
export interface PackedEntries {
  /** The flight of each entry: n for its departure, −1 − n for its label. */
  readonly ids: Float64Array
  readonly at: Float64Array
  /** For each entry: of a departure, origin · 65536 + destination; of a label, 1 if late. */
  readonly facts: Float64Array
  /** For each entry, where its features end. */
  readonly ends: Uint32Array
  readonly indices: Uint32Array
  readonly values: Float64Array
  readonly airports: readonly string[]
}

/** Packs entries of flights; features are sparse vectors. */
export function pack(entries: readonly Entry<DepartureEvent>[]): PackedEntries {
  const airports = new Map<string, number>()
  const indexOf = (airport: string): number => {
    const index = airports.get(airport) ?? airports.size
    airports.set(airport, index)
    return index
  }
  const ids = new Float64Array(entries.length)
  const at = new Float64Array(entries.length)
  const facts = new Float64Array(entries.length)
  const ends = new Uint32Array(entries.length)
  const indices: number[] = []
  const values: number[] = []
  for (const [i, entry] of entries.entries()) {
    at[i] = entry.at
    ids[i] = entry.kind === 'event' ? entry.id : -1 - entry.id
    if (entry.kind === 'label') facts[i] = entry.y === 'late' ? 1 : 0
    else {
      const { x, origin, destination } = entry
      facts[i] = indexOf(origin) * 65_536 + indexOf(destination)
      if (!isSparse(x)) throw new TypeError('the features of a flight are sparse')
      for (let j = 0; j < x.indices.length; j++) {
        indices.push(x.indices[j] as number)
        values.push(x.values[j] as number)
      }
    }
    ends[i] = indices.length
  }
  const columns = { ids, at, facts, ends, indices: Uint32Array.from(indices), values: Float64Array.from(values) }
  return { ...columns, airports: [...airports.keys()] }
}

/** The entries of {@link pack}, one by one. */
export function* unpack(packed: PackedEntries): Generator<DepartureEvent | StreamLabel> {
  const { ids, at, facts, ends, indices, values, airports } = packed
  let start = 0
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as number
    const fact = facts[i] as number
    if (id < 0) {
      yield { kind: 'label', id: -1 - id, at: at[i] as number, y: fact === 1 ? 'late' : 'on time' }
      continue
    }
    const x = { indices: slice(indices, start, ends[i] as number), values: slice(values, start, ends[i] as number) }
    start = ends[i] as number
    const origin = airports[Math.floor(fact / 65_536)] as string
    const destination = airports[fact % 65_536] as string
    yield { kind: 'event', id, at: at[i] as number, x, origin, destination }
  }
}

/** What is handed over with a message, not copied. */
export function buffersOf({ ids, at, facts, ends, indices, values }: PackedEntries): ArrayBuffer[] {
  return [ids, at, facts, ends, indices, values].map(({ buffer }) => buffer as ArrayBuffer)
}

/** A plain array: small ones are cheaper than views. */
function slice(array: Uint32Array | Float64Array, start: number, end: number): number[] {
  const part: number[] = []
  for (let j = start; j < end; j++) part.push(array[j] as number)
  return part
}
