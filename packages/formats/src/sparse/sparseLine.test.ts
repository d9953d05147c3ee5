import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SparseLine } from './sparseLine.ts'

test('few or many, in any order: ascending, summed, without zeros, and the order changes no bit', () => {
  const line = new SparseLine()
  const vector = (pairs: readonly (readonly [number, number])[]) => {
    line.clear()
    for (const [index, value] of pairs) line.add(index, value)
    return line.vector()
  }
  const index = fc.oneof(fc.nat(5), fc.nat(300), fc.nat(2 ** 31 - 1))
  const value = fc.oneof(fc.constantFrom(0, 1, -1, 0.1), fc.double({ min: -1e6, max: 1e6, noNaN: true }))
  fc.assert(
    fc.property(fc.array(fc.tuple(index, value), { maxLength: 100 }), fc.infiniteStream(fc.nat()), (pairs, keys) => {
      const found = vector(pairs)
      const sums = new Map<number, number>()
      for (const [i, v] of pairs.toSorted((a, b) => a[1] - b[1])) sums.set(i, (sums.get(i) ?? 0) + v)
      const expected = [...sums].filter(([, sum]) => sum !== 0).sort((a, b) => a[0] - b[0])
      expect(found).toEqual({ indices: expected.map(([i]) => i), values: expected.map(([, sum]) => sum) })
      const turned = pairs
        .map((pair) => [keys.next().value, pair] as const)
        .sort(([a], [b]) => a - b)
        .map(([, pair]) => pair)
      expect(vector(turned)).toEqual(found)
    }),
    { seed: 1, numRuns: 2000 },
  )
})
