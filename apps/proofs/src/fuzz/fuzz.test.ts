import { expect, test } from 'vitest'
import { fuzzLines } from './lines.ts'
import { fuzzSnapshots } from './snapshots.ts'

test('two thousand mutated snapshots are refused, or are snapshots', () => {
  const counts = fuzzSnapshots(2000, 7)
  expect(counts.resealed).toBeGreaterThan(500)
  expect(counts.decoded).toBeGreaterThan(10)
})

test('two thousand mutated lines are refused, or learned without harm', async () => {
  const { records, refused } = await fuzzLines(2000, 7)
  expect(records).toBeGreaterThan(1500)
  expect(refused).toBeGreaterThan(300)
})
