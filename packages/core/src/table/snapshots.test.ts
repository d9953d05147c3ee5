import { describe, expect, test } from 'vitest'
import { snapshotLaws } from '../conformance/index.ts'
import { between, decode, encode, InvalidSnapshot, natural } from '../snapshot/index.ts'
import { FeatureTable } from './featureTable.ts'

describe.each([
  ['with a bias', { scores: 2, blocks: 2, marks: 1 }],
  ['of a declared width, without a bias', { scores: 1, features: 40, bias: false }],
] as const)('a feature table %s, saved and loaded', (_, options) => {
  for (const law of snapshotLaws({
    create: () => new FeatureTable(options),
    use(table, i) {
      const at = table.admit((7 * i) % 31)
      table.values[at + table.first] = i
      if (at === 0 || table.values[at + table.first] !== i) throw new Error(`feature ${i} has no row`)
    },
  }))
    test(law.name, () => law.check())
})

test('what a number may be is said column by column, and what it may not be is refused by its place', () => {
  const table = new FeatureTable({ scores: 2, bias: false })
  const at = table.admit(5)
  table.values.set([3, -1], at)
  const snapshot = decode(encode(table))
  const again = new FeatureTable({ scores: 2, bias: false })
  again.load(snapshot, [natural, between(-1, 1)])
  expect(encode(again)).toEqual(encode(table))
  const reason = new InvalidSnapshot('rows[1] should be from 0 to 1, but is -1')
  expect(() => again.load(snapshot, [natural, between(0, 1)])).toThrow(reason)
  expect(encode(again)).toEqual(encode(table))
})
