import { expect, test } from 'vitest'
import type { Progress } from './progress.ts'
import { table } from './table.ts'

const progress: Progress = {
  events: 12,
  rejected: 0,
  accuracy: 0.5,
  low: 0.2,
  high: 0.8,
  windowAccuracy: 0.5,
  majority: 0.5,
  lastLabel: 0.5,
  crossEntropy: 0.7,
  labelEntropy: 0.69,
  frequencyBias: 0.001,
  eta: 0.1,
  eventsPerSecond: 10,
}

test('every cell stands under its title', () => {
  const { head, row } = table()
  expect(row(progress).length).toBe(head.length)
  expect(head).toContain('bias')
})
test('the column η of a model that has none is blank, and the others stay in place', () => {
  const { head, row } = table()
  const [some, none] = [row(progress), row({ ...progress, eta: Number.NaN })]
  const end = head.indexOf('η') + 1
  expect(some.slice(end - 3, end)).toBe('0.1')
  expect(none.slice(end - 7, end)).toBe(' '.repeat(7))
  expect([none.length, none.slice(0, end - 7), none.slice(end)]).toEqual([
    some.length,
    some.slice(0, end - 7),
    some.slice(end),
  ])
})
