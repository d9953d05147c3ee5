import { encode, restore } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FeatureTable } from './featureTable.ts'

test('a row stays the feature’s, however rows and columns are added, and what is saved is what is in use', () => {
  const steps = fc.array(
    fc.oneof(fc.record({ feature: fc.nat(300) }), fc.record({ columns: fc.integer({ min: 1, max: 9 }) })),
  )
  fc.assert(
    fc.property(steps, (steps) => {
      const table = new FeatureTable(3)
      const expected = new Map<number, number[]>()
      for (const [i, step] of steps.entries()) {
        if ('columns' in step) table.widen(table.columns + step.columns)
        else {
          table.admit(step.feature)
          const row = expected.get(step.feature) ?? []
          const column = i % table.columns
          row[column] = i
          expected.set(step.feature, row)
          table.values[table.placeOf(step.feature) + column] = i
        }
      }
      expect([...table.features]).toEqual([...expected.keys()])
      const copy = new FeatureTable(table.columns)
      restore(copy, encode(table))
      for (const each of [table, copy]) {
        for (const [feature, row] of expected) {
          const at = each.placeOf(feature)
          expect(Array.from({ length: each.columns }, (_, k) => each.values[at + k])).toEqual(
            Array.from({ length: each.columns }, (_, k) => row[k] ?? 0),
          )
        }
      }
      expect(encode(copy)).toEqual(encode(table))
      expect(table.placeOf(1000)).toBe(0)
    }),
    { seed: 1, numRuns: 300 },
  )
})
