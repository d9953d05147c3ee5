import { InvalidEvent, Random } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { isSeparable } from './isSeparable.ts'

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

describe('1,000 planted cases are decided rightly within 200 epochs', () => {
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
  test.each([
    ['whole numbers', true],
    ['real numbers', false],
  ])('%s', (_, whole) => {
    for (const { examples, separable } of cases.filter((c) => c.whole === whole))
      expect(isSeparable(examples, { epochs: 200 })).toBe(separable)
  })
  test('on whole numbers “not separable” is found out by w coming back, and does not wait for the last epoch', () => {
    for (const { examples, separable } of cases.filter((c) => c.whole && !c.separable))
      expect(isSeparable(examples, { epochs: 1_000_000 })).toBe(separable)
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
  expect(() => isSeparable([], { epochs: 0 })).toThrow('epochs should be a whole number ≥ 1, but is 0')
})
