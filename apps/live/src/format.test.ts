import { expect, test } from 'vitest'
import { count, duration, nats, percent, points, significant, streamClock } from './format.ts'

test('numbers as people read them', () => {
  expect(count(1234567)).toBe('1,234,567')
  expect(percent(0.78413)).toBe('78.41 %')
  expect(points(0.0093)).toBe('+0.93')
  expect(points(-0.0093)).toBe('−0.93')
  expect(nats(0.47213)).toBe('0.4721')
  expect(significant(0.000123)).toBe('0.00012')
  expect(significant(0.00000123)).toBe('1.2e-6')
  expect(significant(0)).toBe('0')
})

test('what is not known yet is a dash', () => {
  for (const format of [count, percent, points, nats, significant]) {
    expect([format(Number.NaN), format(null), format(undefined)]).toEqual(['–', '–', '–'])
  }
})

test('durations and stream time', () => {
  expect([0, 45_000, 720_000, 7_500_000].map(duration)).toEqual(['at once', '45 s', '12 min', '2 h 05 min'])
  const at = Date.UTC(2001, 0, 31, 13, 46)
  expect(streamClock(at, 'calendar')).toBe('2001-01-31 13:46')
  expect(streamClock(3_661_000, 'beat')).toBe('01:01:01')
  expect(streamClock(at, 'live')).toMatch(/^2001-0[12]-\d\d \d\d:\d\d:00$/)
})
