import fc from 'fast-check'
import { expect, test } from 'vitest'
import { count, nats, percent, significant } from './index.ts'

test('a count reads like one of en-US', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e15, max: 1e15, noNaN: true }), (n) => {
      expect(count(n)).toBe((Math.round(n) + 0).toLocaleString('en-US'))
    }),
    { seed: 1 },
  )
})

test('numbers as people read them', () => {
  expect(percent(0.78413)).toBe('78.41 %')
  expect(nats(0.47213)).toBe('0.4721')
  expect([0.000123, 0.00000123, 0].map(significant)).toEqual(['0.00012', '1.2e-6', '0'])
})

test('what is not known yet is a dash', () => {
  for (const format of [count, percent, nats, significant]) {
    expect([format(Number.NaN), format(null), format(undefined)]).toEqual(['–', '–', '–'])
  }
})
