import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { constant } from './constant.ts'
import { exponential } from './exponential.ts'
import { inverseScaling } from './inverseScaling.ts'
import { inverseTime } from './inverseTime.ts'
import { toSchedule } from './toSchedule.ts'

const eta0 = fc.double({ min: 1e-6, max: 100, noNaN: true })
const count = fc.integer({ min: 0, max: 1e9 })

describe.each([
  ['constant', (e: number) => constant(e)],
  ['inverseScaling ½', (e: number) => inverseScaling(e)],
  ['inverseScaling 1', (e: number) => inverseScaling(e, 1)],
  ['inverseScaling 0.7', (e: number) => inverseScaling(e, 0.7)],
  ['inverseTime', (e: number) => inverseTime(e, 0.01)],
  ['exponential', (e: number) => exponential(e, 0.999)],
] as const)('%s', (_, schedule) => {
  test('starts at η₀, is never negative and never grows', () => {
    fc.assert(
      fc.property(eta0, count, (e, t) => {
        const eta = schedule(e)
        expect(eta(0)).toBe(e)
        expect(eta(t)).toBeGreaterThanOrEqual(0)
        expect(eta(t + 1)).toBeLessThanOrEqual(eta(t))
      }),
    )
  })
  test('refuses a step size that is none, with one form of message', () => {
    for (const e of [0, -1, Number.NaN, Infinity]) expect(() => schedule(e)).toThrow(`eta0 should be > 0, but is ${e}`)
  })
})

test('a number is the constant schedule', () => {
  expect(toSchedule(0.3)(5)).toBe(0.3)
  expect(() => toSchedule(0)).toThrow('eta0 should be > 0, but is 0')
})
test('other hyper-parameters are checked as well', () => {
  expect(() => inverseScaling(1, 2)).toThrow('p should be from 0 to 1, but is 2')
  expect(() => inverseTime(1, -1)).toThrow('k should be ≥ 0, but is -1')
  expect(() => exponential(1, 1.1)).toThrow('c should be above 0 and at most 1, but is 1.1')
})
