import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Clusters, centre, period, SPREAD } from './clusters.ts'
import { CLASSES } from './picture.ts'

const cluster = fc.integer({ min: 0, max: 5 })
const count = fc.integer({ min: 0, max: 1_000_000 })

function distance(k: number, n: number, m: number): number {
  const [[x, y], [u, v]] = [centre(k, n), centre(k, m)]
  return Math.hypot(x - u, y - v)
}

describe('the drift', () => {
  test('a centre is back after its period', () => {
    fc.assert(
      fc.property(cluster, count, (k, n) => {
        expect(distance(k, n, n + period(k))).toBeCloseTo(0, 9)
      }),
    )
  })

  test('it goes at constant speed, on a straight path, whose ends are 0.68 apart', () => {
    fc.assert(
      fc.property(cluster, fc.integer({ min: 0, max: 50 }), (k, turn) => {
        const quarter = period(k) / 4
        const end = (2 * turn + 1) * quarter
        expect(distance(k, end, end + 2 * quarter)).toBeCloseTo(0.68, 9)
        expect(distance(k, end, end + quarter)).toBeCloseTo(0.34, 9)
        expect(distance(k, end + quarter / 2, end + quarter)).toBeCloseTo(0.17, 9)
      }),
    )
  })
})

describe('the points', () => {
  const points = (seed: number, n: number, classes = 4) => {
    const clusters = new Clusters(seed, classes)
    return Array.from({ length: n }, (_, i) => clusters.point(i))
  }

  test('equal seeds give equal points, others give others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        expect(points(seed, 20)).toEqual(points(seed, 20))
        expect(points(seed, 20)).not.toEqual(points(seed + 1, 20))
      }),
    )
  })

  test('they lie around the centre of their class now, as far as stated, and all classes are as frequent', () => {
    const n = 24_000
    const counts = new Map<string, number>()
    let [sum, squares] = [0, 0]
    for (const [i, [x, y, label]] of points(7, n, 6).entries()) {
      counts.set(label, (counts.get(label) ?? 0) + 1)
      const [cx, cy] = centre(CLASSES.indexOf(label), i)
      sum += x - cx + (y - cy)
      squares += (x - cx) ** 2 + (y - cy) ** 2
    }
    expect(sum / (2 * n)).toBeCloseTo(0, 2)
    expect(Math.sqrt(squares / (2 * n))).toBeCloseTo(SPREAD, 2)
    expect([...counts.keys()].sort()).toEqual([...CLASSES])
    for (const times of counts.values()) expect(Math.abs(times - n / 6)).toBeLessThan(5 * Math.sqrt(n / 6))
  })

  test('new classes come when they are added, and the drift of the others goes on', () => {
    const clusters = new Clusters(1, 2)
    const seen = (n: number) => new Set(Array.from({ length: n }, (_, i) => clusters.point(i)[2]))
    expect([...seen(200)].sort()).toEqual(['A', 'B'])
    clusters.grow(5)
    expect([...seen(200)].sort()).toEqual(['A', 'B', 'C', 'D', 'E'])
    expect(clusters.classes).toHaveLength(5)
  })

  test.each([[1], [4], [7], [5.5], [Number.NaN], ['6'], [null], [{}]])('%j classes are refused', (classes) => {
    const clusters = new Clusters(1, 5)
    expect(() => clusters.grow(classes as number)).toThrow(/classes should be a whole number from 5 to 6/)
    expect(clusters.classes).toHaveLength(5)
  })
})
