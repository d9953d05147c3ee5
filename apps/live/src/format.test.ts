import { expect, test } from 'vitest'
import { duration, points, streamClock } from './format.ts'

test('points have their sign, and are a dash while they are not known', () => {
  expect([0.0093, -0.0093, Number.NaN, null, undefined].map((p) => points(p))).toEqual([
    '+0.93',
    '−0.93',
    '–',
    '–',
    '–',
  ])
})

test('durations and stream time', () => {
  expect([0, 45_000, 720_000, 7_500_000].map(duration)).toEqual(['at once', '45 s', '12 min', '2 h 05 min'])
  const at = Date.UTC(2001, 0, 31, 13, 46)
  expect(streamClock(at, 'calendar')).toBe('2001-01-31 13:46')
  expect(streamClock(3_661_000, 'beat')).toBe('01:01:01')
  expect(streamClock(at, 'live')).toMatch(/^2001-0[12]-\d\d \d\d:\d\d:00$/)
})
