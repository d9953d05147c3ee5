import { describe, expect, test } from 'vitest'
import { Random } from './random.ts'

describe('Random', () => {
  test('equal seeds give equal numbers, others do not', () => {
    const draw = (seed: number) =>
      Array.from(
        { length: 5 },
        (
          (random) => () =>
            random.bits()
        )(new Random(seed)),
      )
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
  })
  test('next is uniform on [0, 1): mean, variance and ten equal bins', () => {
    const random = new Random(1)
    const n = 100_000
    const bins = new Array<number>(10).fill(0)
    let sum = 0
    let squares = 0
    for (let i = 0; i < n; i++) {
      const u = random.next()
      expect(u >= 0 && u < 1).toBe(true)
      sum += u
      squares += u * u
      bins[Math.floor(u * 10)]! += 1
    }
    expect(sum / n).toBeCloseTo(1 / 2, 2)
    expect(squares / n - (sum / n) ** 2).toBeCloseTo(1 / 12, 2)
    // Chi-squared with 9 degrees of freedom is above 33.7 once in 10,000.
    expect(bins.reduce((chi2, b) => chi2 + (b - n / 10) ** 2 / (n / 10), 0)).toBeLessThan(33.7)
  })
  test('normal has mean 0 and variance 1', () => {
    const random = new Random(2)
    const draws = Array.from({ length: 50_000 }, () => random.normal())
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length
    expect(Math.abs(mean)).toBeLessThan(0.02)
    expect(draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length).toBeCloseTo(1, 1)
  })
  test('shuffle keeps the items, leaves the given array, and puts each item everywhere equally often', () => {
    const random = new Random(3)
    const items = Object.freeze([0, 1, 2])
    const seen = new Map<string, number>()
    for (let i = 0; i < 6000; i++) {
      const order = random.shuffle(items).join('')
      seen.set(order, (seen.get(order) ?? 0) + 1)
    }
    expect([...seen.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210'])
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(130)
  })
  test('a seed or bound that is none is refused', () => {
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 32]) expect(() => new Random(seed)).toThrow(RangeError)
    expect(() => new Random(1).below(0)).toThrow('n should be a whole number ≥ 1, but is 0')
  })
})
