import { readdirSync, readFileSync } from 'node:fs'
import { argmax, type Label, logSumExp, type Prediction, sigmoid, softmax } from '@rivulet/core'
import * as figures from '@rivulet/figures'
import { LogisticRegression, OneVsOne, Perceptron, SoftmaxRegression } from '@rivulet/models'
import { hingeLoss, logisticLoss, quadraticLoss, softmaxLoss } from '@rivulet/optim'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lectureFigures } from '../draw/lectureFigures.ts'
import { onPaper } from '../draw/onPaper.ts'
import { costAt, descend, slopeAt } from './descent/costSurface.ts'
import { perceptronPath } from './descent/perceptronPath.ts'
import { xorLengths } from './descent/xorSvg.ts'
import type { PlaneExample } from './plane/planeExample.ts'
import { regionsOf } from './plane/regions.ts'

const drawn = Object.entries(lectureFigures())
const number = fc.double({ min: -3, max: 3, noNaN: true })
const point = fc.tuple(number, number)
const box = { left: -3, right: 3, bottom: -3, top: 3 }

/** The tags of a text that is well-formed, in order; anything else is an error. */
function tags(svg: string): string[] {
  const open: string[] = []
  const seen: string[] = []
  let rest = svg
  while (rest !== '') {
    const [whole, , close, name, self] =
      /^([^<&]|&(?:amp|lt|gt|quot);)*(?:<(\/?)([a-z]+)(?: [a-z0-9-]+="[^"<]*")*(\/?)>)/i.exec(rest) ?? []
    if (whole === undefined) throw new Error(`not well-formed: ${rest.slice(0, 80)}`)
    seen.push(name as string)
    if (close === '/') expect(open.pop()).toBe(name)
    else if (self !== '/') open.push(name as string)
    rest = rest.slice(whole.length)
  }
  expect(open).toEqual([])
  return seen
}

/** The points of the paths of a figure, in its own units. */
function paths(svg: string): [number, number][][] {
  return [...svg.matchAll(/<path d="(M[^"]*)" fill="none"/g)].map(([, d]) =>
    [...(d as string).matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]),
  )
}

describe('every figure of the course', () => {
  test.each(drawn)('%s is well-formed, of finite numbers, and says what it shows', (_, svg) => {
    expect(tags(svg)[0]).toBe('svg')
    expect(svg).not.toMatch(/NaN|Infinity|undefined|style=/)
    expect(svg).toMatch(/role="img" aria-label="[^"]+"/)
  })
  test('is drawn the same twice, and lies beside LECTURES.md as it is drawn: pnpm run draw', () => {
    expect(Object.entries(lectureFigures())).toEqual(drawn)
    const folder = new URL('../drawn/', import.meta.url)
    const files = readdirSync(folder).map((file) => [
      file.replace('.svg', ''),
      readFileSync(new URL(file, folder), 'utf8').trimEnd(),
    ])
    expect(Object.fromEntries(files)).toEqual(Object.fromEntries(drawn.map(([name, svg]) => [name, onPaper(svg)])))
  })
  test('every function that draws is drawn for the course', () => {
    const source = readFileSync(new URL('../draw/lectureFigures.ts', import.meta.url), 'utf8')
    for (const name of Object.keys(figures)) expect(source, `${name} in draw/lectureFigures.ts`).toContain(`${name}(`)
  })
})

describe('curves are their formulas, point by point', () => {
  const place = { left: 50, right: 460, top: 24 }
  function check(svg: string, from: number, to: number, top: number, formulas: readonly ((x: number) => number)[]) {
    const bottom = Number(/<rect[^>]*height="([\d.]+)"/.exec(svg)?.[1]) + place.top
    const curves = paths(svg)
    expect(curves).toHaveLength(formulas.length)
    for (const [k, curve] of curves.entries()) {
      for (const [x, y] of curve) {
        const value = (formulas[k] as (x: number) => number)(
          from + ((x - place.left) / (place.right - place.left)) * (to - from),
        )
        expect((bottom - y) / (bottom - place.top)).toBeCloseTo(value / top, 2)
      }
    }
  }
  test('the logistic function and its derivative', () => {
    check(figures.sigmoidSvg(), -8, 8, 1, [sigmoid, (z) => sigmoid(z) * (1 - sigmoid(z))])
  })
  test('losses over the margin', () => {
    const losses = [
      (m: number) => Math.max(0, -m),
      (m: number) => Math.max(0, 1 - m),
      (m: number) => Math.log(1 + Math.exp(-m)),
      (m: number) => (1 - sigmoid(m)) ** 2 / 2,
      (m: number) => (1 - Math.tanh(m)) ** 2 / 2,
    ]
    check(figures.lossesSvg(), -3, 3, 4, losses)
  })
  test('maximum and logSumExp', () => {
    const soft = (s: number) => logSumExp([0, s]) / (logSumExp([0, s]) + logSumExp([0, -s]))
    const [, smooth] = paths(figures.maxAndSoftmaxSvg())
    for (const [x, y] of smooth ?? []) {
      const s = -5 + ((x - 50) / 410) * 10
      expect(soft(s)).toBeCloseTo((270 - 16 - y) / (270 - 16 - 24), 1)
    }
  })
  test('a temperature of 1 is softmax, a cold one the arg max, a hot one the mean', () => {
    const curves = paths(figures.temperatureSvg({ scores: [1, 0] }))
    const bottom = Number(/<rect[^>]*height="([\d.]+)"/.exec(figures.temperatureSvg({ scores: [1, 0] }))?.[1]) + 24
    const share = ([, y]: [number, number]) => (bottom - y) / (bottom - 24)
    const [first, second] = curves as [[number, number][], [number, number][]]
    expect(share(first[0] as [number, number])).toBeCloseTo(1, 2)
    expect(share(first.at(-1) as [number, number])).toBeCloseTo(softmax([1, 0], 50)[0] as number, 2)
    for (const [i, p] of first.entries()) expect(share(p) + share(second[i] as [number, number])).toBeCloseTo(1, 2)
  })
})

describe('regions', () => {
  const examples = fc.array(fc.record({ x: point, y: fc.constantFrom('a', 'b', 'c') }), { minLength: 3, maxLength: 30 })
  const inside = (ring: readonly (readonly [number, number])[], [x, y]: readonly [number, number]) =>
    ring.reduce((odd, [ax, ay], i) => {
      const [bx, by] = ring[(i + 1) % ring.length] as readonly [number, number]
      return ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax) ? !odd : odd
    }, false)

  test('a point lies in the region of its answer: exactly for a linear model', () => {
    fc.assert(
      fc.property(examples, point, (learned, x) => {
        const model = new SoftmaxRegression({ labels: ['a', 'b', 'c'], features: 2, eta: 1 })
        for (const example of learned) model.learn(example.x, example.y)
        const { beliefs = [] } = model.predict(x)
        const [best, next] = [...beliefs].sort((a, b) => b - a) as [number, number]
        fc.pre(best - next > 1e-6 && Math.abs(x[0]) < 3 && Math.abs(x[1]) < 3)
        const regions = regionsOf(model, box)
        expect(regions.map((rings) => rings.some((ring) => inside(ring, x))).indexOf(true)).toBe(argmax(beliefs))
      }),
      { seed: 1, numRuns: 50 },
    )
  })
  test('and of any other classifier, but for half a cell of the grid', () => {
    const disc = {
      labels: ['in', 'out'] as const,
      predict([a = 0, b = 0]: readonly number[]): Prediction<'in' | 'out'> {
        const p = sigmoid(4 - a * a - b * b)
        return { label: p > 0.5 ? 'in' : 'out', labels: ['in', 'out'], probabilities: [p, 1 - p] }
      },
    }
    const [within, without] = regionsOf(disc, box)
    expect(without?.length).toBe(2)
    for (const [x, y] of within?.[0] ?? []) expect(Math.hypot(x, y)).toBeCloseTo(2, 1)
  })
  test('of a reduction over perceptrons, whose probabilities are no scores', () => {
    const model = new OneVsOne({ labels: ['a', 'b', 'c'], learner: () => new Perceptron({ features: 2 }) })
    const at = { a: [0, 2], b: [-2, -1], c: [2, -1] } as const
    for (let epoch = 0; epoch < 5; epoch++) for (const y of ['a', 'b', 'c'] as const) model.learn(at[y], y)
    const regions = regionsOf(model, box)
    for (const [k, y] of (['a', 'b', 'c'] as const).entries())
      expect(regions[k]?.some((ring) => inside(ring, at[y]))).toBe(true)
  })
  test('names that are markup stay text', () => {
    const label = '"><script>alert(1)</script>'
    const model = new LogisticRegression<Label>({ labels: ['ham', label], features: 2 })
    expect(tags(figures.regionsSvg(model, [{ x: [0, 0], y: label }]))).not.toContain('script')
    expect(() => figures.regionsSvg(model, [{ x: [0, 0], y: 'eggs' }])).toThrow(
      'examples[0].y should be one of the labels',
    )
  })
  test('what is no box, point or size is refused by name', () => {
    expect(() => figures.voronoiSvg([[0, 0]], { box: [0, 1, 0, 1] as never })).toThrow(
      'box should be { left, right, bottom, top }',
    )
    expect(() => figures.voronoiSvg([[0, Number.NaN]])).toThrow('examples[0].x should be two finite numbers')
    expect(() => figures.sigmoidSvg({ width: 10 })).toThrow('width should be a number ≥ 120, but is 10')
    expect(tags(figures.voronoiSvg([]))).toContain('svg')
  })
})

describe('the perceptron’s path', () => {
  const away = fc.record({
    angle: fc.double({ min: 0, max: 6.28, noNaN: true }),
    points: fc.array(point, { minLength: 2, maxLength: 20 }),
  })
  test('on separable points ends with an epoch without a mistake, after at most (R/γ)² of them', () => {
    fc.assert(
      fc.property(away, ({ angle, points }) => {
        const [a, b] = [Math.cos(angle), Math.sin(angle)]
        const examples = points.flatMap(([x, y]): PlaneExample<0 | 1>[] => {
          const side = a * x + b * y
          return Math.abs(side) < 0.3 ? [] : [{ x: [x, y], y: side > 0 ? 1 : 0 }]
        })
        fc.pre(examples.length > 0)
        const radius = Math.max(...examples.map(({ x: [x, y] }) => Math.hypot(x, y, 1)))
        const { mistakes } = perceptronPath(examples, 1000, () => 1)
        expect(mistakes.at(-1)).toBe(0)
        expect(mistakes.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(
          (radius / 0.3) ** 2 + examples.length,
        )
      }),
      { seed: 2, numRuns: 50 },
    )
  })
  test('on XOR it has none, and its title says so', () => {
    const xor: PlaneExample<0 | 1>[] = [
      { x: [0, 0], y: 0 },
      { x: [0, 1], y: 1 },
      { x: [1, 1], y: 0 },
      { x: [1, 0], y: 1 },
    ]
    expect(perceptronPath(xor, 30, () => 1).mistakes.every((count) => count > 0)).toBe(true)
    expect(figures.perceptronPathSvg(xor, { epochs: 3 })).toContain('mistakes in each of 3 epochs')
  })
  test('with η = 1 the weights of XOR cycle, with η = 1/n they go to zero', () => {
    const cycle = xorLengths(() => 1, 400)
    expect(cycle.slice(200, 300)).toEqual(cycle.slice(300))
    expect(Math.max(...cycle.slice(300))).toBeGreaterThan(1)
    const shrinking = xorLengths((t) => 1 / (t + 1), 4000)
    expect(Math.max(...shrinking.slice(3000))).toBeLessThan(0.01)
  })
})

describe('the cost over two weights', () => {
  const examples: PlaneExample<0 | 1>[] = [
    { x: [1, 0.3], y: 1 },
    { x: [-1, 0.2], y: 0 },
    { x: [0.1, -0.6], y: 0 },
  ]
  test.each([logisticLoss, quadraticLoss])('its slope is that of central differences: $name', (loss) => {
    fc.assert(
      fc.property(point, ([v, w]) => {
        const h = 1e-5
        const [a, b] = slopeAt(loss, examples, [v, w])
        const cost = (p: readonly [number, number]) => costAt(loss, examples, p)
        expect(a).toBeCloseTo((cost([v + h, w]) - cost([v - h, w])) / (2 * h), 6)
        expect(b).toBeCloseTo((cost([v, w + h]) - cost([v, w - h])) / (2 * h), 6)
      }),
      { seed: 3 },
    )
  })
  test('from where all is wrong the logarithmic cost leads down, and the quadratic stays', () => {
    const [log, square] = [logisticLoss, quadraticLoss].map((loss) => {
      const walked = descend((at) => slopeAt(loss, examples, at), [-12, -12], 1, 100)
      return costAt(loss, examples, walked.at(-1) as [number, number]) / costAt(loss, examples, [-12, -12])
    })
    expect(log).toBeLessThan(0.1)
    expect(square).toBeGreaterThan(0.5)
  })
  test('a loss of several scores, no examples and no steps are refused', () => {
    expect(() => figures.costSurfaceSvg(softmaxLoss, examples)).toThrow('loss should be a loss of one score')
    expect(() => figures.costSurfaceSvg(hingeLoss, [])).toThrow('examples should be at least one')
    expect(() => figures.costSurfaceSvg(hingeLoss, examples, { eta: 0 })).toThrow('eta should be > 0')
  })
})
