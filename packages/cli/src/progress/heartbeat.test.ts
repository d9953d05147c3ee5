import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Heartbeat } from './heartbeat.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a word at least each five seconds while anything changes, and one when nothing does', () => {
  let state = 0
  const said: number[] = []
  const heartbeat = new Heartbeat(
    () => said.push(state),
    () => state,
  )
  for (let second = 0; second < 60; second++) {
    if (second < 30) state++
    vi.advanceTimersByTime(1000)
  }
  for (const [i, at] of said.entries()) expect(at - (said[i - 1] ?? 0)).toBeLessThanOrEqual(5)
  expect(said.at(-1)).toBe(30)
  const before = said.length
  for (let second = 0; second < 30; second++) {
    state++
    heartbeat.spoke()
    vi.advanceTimersByTime(1000)
  }
  expect(said).toHaveLength(before)
  heartbeat.stop()
  vi.advanceTimersByTime(60_000)
  expect(said).toHaveLength(before)
})
