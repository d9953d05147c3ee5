import { expect, test } from 'vitest'
import { History } from './history.ts'

test('keeps evenly spread points, fewer than the cap', () => {
  const history = new History<number>(8)
  for (let i = 0; i < 100; i++) {
    history.add(i)
    expect(history.points.length).toBeLessThan(8)
  }
  const gaps = history.points.slice(1).map((point, i) => point - (history.points[i] as number))
  expect(history.points[0]).toBe(0)
  expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * history.stride)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(history.stride)
})

test('goes on where another one was', () => {
  const whole = new History<number>(8)
  for (let i = 0; i < 32; i++) whole.add(i)
  const rest = new History<number>(8, whole.points, whole.stride)
  for (let i = 32; i < 64; i++) {
    whole.add(i)
    rest.add(i)
  }
  expect(rest.points).toEqual(whole.points)
})
