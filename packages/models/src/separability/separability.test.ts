import { dot, InvalidEvent, Random } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { isSeparable } from './isSeparable.ts'
import { separability } from './separability.ts'

const table = (f: (a: number, b: number) => number) =>
  [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ].map(([a, b]) => ({ x: [a!, b!], y: f(a!, b!) as 0 | 1 }))

test('of the sixteen functions of two bits all are separable but XOR and its negation', () => {
  for (let code = 0; code < 16; code++)
    expect(isSeparable(table((a, b) => (code >> (2 * a + b)) & 1))).toBe(code !== 0b0110 && code !== 0b1001)
})

describe('1,000 planted cases', () => {
  const random = new Random(11)
  const cases = Array.from({ length: 1000 }, (_, n) => {
    const [d, whole, separable] = [1 + random.below(5), n % 2 === 0, random.below(2) === 0]
    const normal = Array.from({ length: d + 1 }, () => random.normal())
    const norm = Math.sqrt(normal.reduce((sum, v) => sum + v * v, 0))
    const examples: { x: number[]; y: 0 | 1 }[] = []
    while (examples.length < 4 + random.below(30)) {
      const x = Array.from({ length: d }, () => (whole ? random.below(9) - 4 : random.normal()))
      const z = (normal[d]! + x.reduce((sum, v, i) => sum + v * normal[i]!, 0)) / norm
      if (Math.abs(z) > 0.1) examples.push({ x, y: z > 0 ? 1 : 0 })
    }
    if (!separable) {
      // Radon: where two segments of different classes meet in a point, no hyperplane has them on two sides.
      const [a, b] = [random.shuffle(examples)[0]!.x, random.shuffle(examples)[0]!.x]
      const middle = a.map((v, i) => (v + b[i]!) / 2)
      examples.push({ x: a, y: 1 }, { x: b, y: 1 }, { x: middle, y: 0 })
    }
    return { examples: random.shuffle(examples), separable, whole }
  })
  test('within 200 epochs the separable ones are found out, and no other is called so', () => {
    for (const { examples, separable } of cases)
      expect(isSeparable(examples, { maxEpochs: 200 }) ?? 'unknown').toSatisfy((answer) =>
        separable ? answer === true : answer !== true,
      )
  })
  test('the evidence holds: w divides the examples as they came, or the steps cancel', () => {
    const found = { true: 0, false: 0, undefined: 0 }
    for (const { examples } of cases) {
      const answer = separability(examples, { maxEpochs: 200 })
      found[`${answer.separable}`] += 1
      if (answer.separable) {
        const { bias, values } = answer.coefficients
        for (const { x, y } of examples) expect(dot(values, x) + bias > 0).toBe(y === 1)
      } else if (answer.separable === false) {
        const sums = [0, ...examples[0]!.x.map(() => 0)]
        for (const [i, { x, y }] of examples.entries())
          for (const [j, v] of [1, ...x].entries()) sums[j]! += answer.proof[i]! * (2 * y - 1) * v
        for (const sum of sums) expect(sum).toBeCloseTo(0, 12)
        expect(answer.proof.every((count) => Number.isInteger(count) && count >= 0)).toBe(true)
        expect(Math.max(...answer.proof)).toBeGreaterThan(0)
      } else expect(answer.maxMargin).toBeCloseTo(1 / Math.sqrt(answer.mistakes), 12)
    }
    expect(found.true).toBeGreaterThan(400)
    expect(found.false).toBeGreaterThan(200)
  })
  test('on whole numbers “not separable” is found out by w coming back, and does not wait for the last epoch', () => {
    for (const { examples, separable } of cases.filter((c) => c.whole && !c.separable))
      expect(isSeparable(examples, { maxEpochs: 1_000_000 })).toBe(separable)
  })
})

test('one class, no example and all-zero examples are separable; one event with both labels is not', () => {
  expect(isSeparable([])).toBe(true)
  expect(isSeparable([{ x: [3], y: 1 }])).toBe(true)
  expect(
    isSeparable([
      { x: [0], y: 1 },
      { x: [0], y: 1 },
    ]),
  ).toBe(true)
  expect(
    isSeparable([
      { x: [0], y: 1 },
      { x: [0], y: 0 },
    ]),
  ).toBe(false)
  expect(
    isSeparable([
      { x: { indices: [7], values: [1] }, y: 1 },
      { x: [], y: 0 },
    ]),
  ).toBe(true)
})

test('bad events and options are refused', () => {
  expect(() => isSeparable([{ x: [Number.NaN], y: 1 }])).toThrow(InvalidEvent)
  expect(() => isSeparable([{ x: [1], y: 2 as 1 }])).toThrow('y should be 0 or 1, but is 2')
  expect(() => isSeparable([], { maxEpochs: 0 })).toThrow('maxEpochs should be a whole number ≥ 1, but is 0')
})

describe('units and origins of the features', () => {
  const random = new Random(12)
  test('thirty separable sets on raw scales are found separable', () => {
    for (let n = 0; n < 30; n++) {
      const d = 2 + (n % 4)
      const [units, origins] = [0, 1].map((k) =>
        Array.from({ length: d }, () => 10 ** (random.below(9) - 4 + k) * (1 + random.next())),
      )
      const normal = Array.from({ length: d }, () => random.normal())
      const norm = Math.hypot(...normal)
      const examples: { x: number[]; y: 0 | 1 }[] = []
      while (examples.length < 60) {
        const u = Array.from({ length: d }, () => random.normal())
        const z = u.reduce((sum, v, i) => sum + v * normal[i]!, 0) / norm
        if (Math.abs(z) > 0.05) examples.push({ x: u.map((v, i) => origins![i]! + units![i]! * v), y: z > 0 ? 1 : 0 })
      }
      expect(isSeparable(examples)).toBe(true)
    }
  })
  test('a year before from a year after, whatever the epoch counted from', () => {
    for (const origin of [0, 2000, -44, 1e9, 2 ** 40])
      for (const y of [0, 1] as const)
        expect(
          isSeparable([
            { x: [origin - 1], y },
            { x: [origin], y: y === 1 ? 0 : 1 },
          ]),
        ).toBe(true)
  })
  test('XOR far from 0 in large units is proved inseparable', () => {
    const examples = table((a, b) => a ^ b).map(({ x, y }) => ({ x: [1e6 + 3 * x[0]!, 2 ** 30 * x[1]!], y }))
    expect(separability(examples)).toMatchObject({ separable: false, proof: [1, 1, 1, 1] })
  })
  test('a w that rounding brings back proves nothing', () => {
    // Beside 2⁶⁰ a step of 1e-3 is lost, though it is what divides the two.
    const examples = [0, 1].flatMap((y) =>
      [1, -1].map((sign) => ({ x: [sign * 2 ** 60 + (y === 1 ? 300 : 0)], y: y as 0 | 1 })),
    )
    expect(separability(examples).separable).not.toBe(true)
    const mixed = [
      { x: [1, 1e-17], y: 1 as const },
      { x: [1, 2e-17], y: 0 as const },
    ]
    expect(isSeparable(mixed)).toBe(true)
  })
  test('sparse examples are as the dense ones', () => {
    for (let code = 0; code < 16; code++) {
      const dense = table((a, b) => (code >> (2 * a + b)) & 1)
      const sparse = dense.map(({ x, y }) => {
        const indices = [0, 1].filter((i) => x[i] !== 0)
        return { x: { indices, values: indices.map(() => 1) }, y }
      })
      expect(isSeparable(sparse)).toBe(isSeparable(dense))
    }
  })
})
