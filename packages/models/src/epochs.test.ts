import { encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epochs } from './epochs.ts'
import { SoftmaxRegression } from './softmaxRegression.ts'

const examples = fc.array(
  fc.record({
    x: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2, maxLength: 2 }),
    y: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 1, maxLength: 20 },
)
const model = () => new SoftmaxRegression<number>({ labels: [0, 1, 2], eta: 0.1 })
const byOne = (a: { y: number; x: number[] }, b: { y: number; x: number[] }) =>
  a.y - b.y || a.x[0]! - b.x[0]! || a.x[1]! - b.x[1]!

describe('epochs', () => {
  test('every epoch has every example once, in batches of B and what is left, and another order', () => {
    fc.assert(
      fc.property(examples, fc.integer({ min: 1, max: 25 }), fc.nat(1000), (all, batch, seed) => {
        const given = structuredClone(all)
        const batches = [...epochs(all, { seed, batch, epochs: 2 })]
        expect(all).toEqual(given)
        expect(batches.length).toBe(2 * Math.ceil(all.length / batch))
        expect(batches.every((b) => b.length >= 1 && b.length <= batch)).toBe(true)
        const flat = batches.flat()
        for (const epoch of [flat.slice(0, all.length), flat.slice(all.length)])
          expect([...epoch].sort(byOne)).toEqual([...all].sort(byOne))
        expect([...epochs(all, { seed, batch, epochs: 2 })]).toEqual(batches)
      }),
    )
    const many = Array.from({ length: 50 }, (_, i) => i)
    const [first, second] = [...epochs(many, { seed: 1, batch: Infinity, epochs: 2 })]
    expect(first).not.toEqual(second)
    expect(first).not.toEqual([...epochs(many, { seed: 2, batch: 50 })][0])
  })
  test('B = 1 is online learning, byte for byte', () => {
    fc.assert(
      fc.property(examples, (all) => {
        const [one, many] = [model(), model()]
        for (const batch of epochs(all, { seed: 3, epochs: 3 })) many.learnMany(batch)
        for (const [{ x, y }] of epochs(all, { seed: 3, batch: 1, epochs: 3 }) as Iterable<[(typeof all)[0]]>)
          one.learn(x, y)
        expect(encode(many)).toEqual(encode(one))
      }),
    )
  })
  test('B = n is batch gradient descent: whatever the order, the same weights up to rounding', () => {
    fc.assert(
      fc.property(examples, (all) => {
        const [shuffled, batch] = [model(), model()]
        for (const part of epochs(all, { seed: 5, batch: all.length, epochs: 4 })) shuffled.learnMany(part)
        for (let epoch = 0; epoch < 4; epoch++) batch.learnMany(all)
        for (const y of [0, 1, 2]) {
          const [a, b] = [shuffled.coefficients(y), batch.coefficients(y)]
          expect(a.bias).toBeCloseTo(b.bias, 12)
          for (const [j, w] of b.values.entries()) expect(a.values[a.indices.indexOf(b.indices[j]!)]).toBeCloseTo(w, 12)
        }
      }),
    )
  })
  test('options are checked', () => {
    expect(() => epochs([], { seed: -1 })).toThrow('seed should be')
    expect(() => epochs([], { seed: 1, batch: 0 })).toThrow('batch should be a whole number ≥ 1, but is 0')
    expect(() => epochs([], { seed: 1, epochs: 0.5 })).toThrow('epochs should be a whole number ≥ 0, but is 0.5')
  })
})
