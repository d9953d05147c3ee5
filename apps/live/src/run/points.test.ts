import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Point, packPoints, unpackPoints } from './points.ts'

const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(Number.NaN))
const names = Object.keys(packPoints([]).columns)
const point = (members: number): fc.Arbitrary<Point> =>
  fc
    .tuple(
      fc.record({ ...Object.fromEntries(names.map((name) => [name, share])), events: fc.nat(), clock: fc.nat() }),
      fc.array(share, { minLength: members, maxLength: members }),
    )
    .map(([figures, mixture]) => (members === 0 ? figures : { ...figures, mixture }) as unknown as Point)

test('packed as JSON and unpacked, points are what they were, to a thousandth', () => {
  const points = fc.nat(4).chain((members) => fc.array(point(members), { maxLength: 20 }))
  fc.assert(
    fc.property(points, (whole) => {
      const again = unpackPoints(JSON.parse(JSON.stringify(packPoints(whole))))
      expect(again).toHaveLength(whole.length)
      for (const [i, { mixture = [], ...figures }] of again.entries()) {
        const { mixture: before = [], ...expected } = whole[i] as Point
        expect(mixture).toHaveLength(before.length)
        expect([figures.events, figures.clock]).toEqual([expected.events, expected.clock])
        for (const [name, value] of Object.entries(expected)) {
          const found = figures[name as keyof typeof figures]
          if (Number.isNaN(value)) expect(found).toBeNaN()
          else expect(Math.abs((found as number) - value)).toBeLessThanOrEqual(0.005 * Math.abs(value))
        }
      }
    }),
    { seed: 1 },
  )
})
