import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry } from '../openStream.ts'
import type { DepartureEvent } from './mergedLog.ts'
import { pack, unpack } from './packedEntries.ts'

const airport = fc.constantFrom('ATL', 'BOS', 'LAX', 'SEA')
const at = fc.integer({ min: 0, max: 1e12 })
const id = fc.nat(3_000_000)
const x = fc
  .uniqueArray(fc.nat(2 ** 18 - 1), { maxLength: 9 })
  .chain((indices) =>
    fc
      .array(fc.double({ noNaN: true }), { minLength: indices.length, maxLength: indices.length })
      .map((values) => ({ indices: indices.sort((a, b) => a - b), values })),
  )
const departure: fc.Arbitrary<Entry<DepartureEvent>> = fc.record({
  kind: fc.constant('event' as const),
  id,
  at,
  x,
  origin: airport,
  destination: airport,
})
const label: fc.Arbitrary<Entry<DepartureEvent>> = fc.record({
  kind: fc.constant('label' as const),
  id,
  at,
  y: fc.constantFrom('late', 'on time'),
})

test('unpacked, entries are what was packed', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(departure, label), { maxLength: 50 }), (entries) => {
      expect([...unpack(pack(entries))]).toEqual(entries)
    }),
  )
})

test('what is no entry of a flight is not packed as one', () => {
  const dense: DepartureEvent = { kind: 'event', id: 0, at: 0, x: [1], origin: 'ATL', destination: 'BOS' }
  expect(() => pack([dense])).toThrow(TypeError)
})
