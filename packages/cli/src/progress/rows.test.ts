import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Rows } from './rows.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a row at each power of two up to 1024, then once a second, and none without news', () => {
  let events = 0
  const printed: number[] = []
  const rows = new Rows(() => printed.push(events))
  while (events < 5000) rows.scored(++events)
  expect(printed).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024])
  vi.advanceTimersByTime(3000)
  expect(printed.slice(11)).toEqual([5000])
  rows.scored(++events)
  rows.scored(++events)
  vi.advanceTimersByTime(1000)
  expect(printed.slice(12)).toEqual([5002])
  rows.flush()
  expect(printed).toHaveLength(13)
  rows.stop()
  rows.scored(++events)
  vi.advanceTimersByTime(5000)
  expect(printed).toHaveLength(13)
})
