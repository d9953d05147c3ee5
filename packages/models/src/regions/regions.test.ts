import { argmax } from '@rivulet/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SoftmaxRegression } from '../softmaxRegression.ts'
import { boundarySegment } from './boundarySegment.ts'
import { decisionBoundary } from './decisionBoundary.ts'
import { type Point, type Polygon, scoreAt } from './plane.ts'
import { planeScore } from './planeScore.ts'
import { voronoiCells } from './voronoiCells.ts'

const box = { left: -2, right: 3, bottom: -1, top: 2 }
const number = fc.double({ min: -3, max: 3, noNaN: true })
const scores = fc.array(fc.record({ bias: number, a: number, b: number }), { minLength: 1, maxLength: 6 })
const inBox = fc.tuple(fc.double({ min: -2, max: 3, noNaN: true }), fc.double({ min: -1, max: 2, noNaN: true }))

/** Twice the signed area of the triangle p, q, r: ≥ 0 when r lies to the left of p → q. */
const turn = ([px, py]: Point, [qx, qy]: Point, [rx, ry]: Point) => (qx - px) * (ry - py) - (qy - py) * (rx - px)
const edges = (cell: Polygon) => cell.map((p, i) => [p, cell[(i + 1) % cell.length]!] as const)
const area = (cell: Polygon) => edges(cell).reduce((sum, [p, q]) => sum + p[0] * q[1] - p[1] * q[0], 0) / 2

describe('Voronoi cells', () => {
  test('are convex, counter-clockwise, and together are the box', () => {
    fc.assert(
      fc.property(scores, (classes) => {
        const cells = voronoiCells(classes, box)
        for (const cell of cells)
          for (const [p, q] of edges(cell)) for (const r of cell) expect(turn(p, q, r)).toBeGreaterThanOrEqual(-1e-9)
        expect(cells.reduce((sum, cell) => sum + area(cell), 0)).toBeCloseTo(15, 6)
      }),
    )
  })
  test('a point lies in the cell of the class that wins there: the regions of argmax', () => {
    fc.assert(
      fc.property(scores, inBox, (classes, point) => {
        const z = classes.map((score) => scoreAt(score, point))
        const winner = argmax(z)
        fc.pre(z.every((zk, k) => k === winner || zk < z[winner]! - 1e-6))
        const inside = (cell: Polygon) => cell.length > 0 && edges(cell).every(([p, q]) => turn(p, q, point) >= -1e-9)
        expect(inside(voronoiCells(classes, box)[winner]!)).toBe(true)
      }),
    )
  })
  test('regions are convex: what wins at two points wins between them', () => {
    fc.assert(
      fc.property(scores, inBox, inBox, fc.double({ min: 0, max: 1, noNaN: true }), (classes, p, q, share) => {
        const winner = (point: Point) => argmax(classes.map((score) => scoreAt(score, point)))
        fc.pre(winner(p) === winner(q))
        const between: Point = [p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])]
        const z = classes.map((score) => scoreAt(score, between))
        expect(z[winner(p)]).toBeGreaterThanOrEqual(Math.max(...z) - 1e-9)
      }),
    )
  })
  test('with w = 2c, b = −‖c‖² the nearest point wins', () => {
    fc.assert(
      fc.property(fc.array(inBox, { minLength: 1, maxLength: 6 }), (points) => {
        const cells = voronoiCells(
          points.map(([x, y]) => ({ bias: -x * x - y * y, a: 2 * x, b: 2 * y })),
          box,
        )
        for (const [k, cell] of cells.entries())
          for (const corner of cell) {
            const distance = points.map(([x, y]) => Math.hypot(corner[0] - x, corner[1] - y))
            expect(distance[k]).toBeLessThanOrEqual(Math.min(...distance) + 1e-6)
          }
      }),
    )
  })
  test('of equal scores the first has the cell', () => {
    const same = { bias: 1, a: 1, b: 0 }
    expect(voronoiCells([same, same], box).map(area)).toEqual([15, 0])
    expect(voronoiCells([], box)).toEqual([])
  })
})

describe('decision boundary', () => {
  test('on it two classes have the same score and the same probability; beside it the one that it is positive for wins', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(inBox, fc.nat(2)), { minLength: 3, maxLength: 30 }), (events) => {
        const model = new SoftmaxRegression<number>({ labels: [0, 1, 2], features: 2, eta: 1 })
        for (const [x, y] of events) model.learn(x, y)
        const plane = planeScore(decisionBoundary(model.coefficients(2), model.coefficients(0)))
        const segment = boundarySegment(plane, box)
        for (const point of segment ?? []) {
          const { probabilities } = model.predict(point as unknown as number[])
          expect(probabilities[2]).toBeCloseTo(probabilities[0]!, 9)
        }
        const there: Point = [0.5, 0.5]
        const z = model.predict([0.5, 0.5]).beliefs!
        expect(scoreAt(plane, there)).toBeCloseTo(z[2]! - z[0]!, 10)
      }),
    )
  })
  test('a boundary outside the box, or of equal classes, has no segment', () => {
    expect(boundarySegment({ bias: 100, a: 1, b: 0 }, box)).toBeUndefined()
    expect(boundarySegment({ bias: 0, a: 0, b: 0 }, box)).toBeUndefined()
    expect(boundarySegment({ bias: -0.5, a: 0, b: 1 }, box)).toEqual([
      [3, 0.5],
      [-2, 0.5],
    ])
  })
})
