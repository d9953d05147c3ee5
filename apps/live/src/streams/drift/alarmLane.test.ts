import { expect, test } from 'vitest'
import { AlarmLane } from './alarmLane.ts'

test('the first alarm within 3,000 events of a change finds it, and every other one is false', () => {
  const lane = new AlarmLane('made', true)
  for (const n of [9999, 10_009, 10_010, 23_000, 30_029]) lane.raise(n)
  expect(lane.lane(10_009)).toEqual({
    name: 'made',
    alarms: [10_009, 10_010, 23_000, 30_029],
    count: 5,
    judged: { found: 2, falseAlarms: 3, meanDelay: 20 },
  })
})

test('the alarms that are kept are bounded, the count is not', () => {
  const lane = new AlarmLane('made', false)
  for (let n = 0; n < 1000; n++) lane.raise(n)
  const { alarms, count, judged } = lane.lane(0)
  expect([alarms.length, alarms[0], count, judged]).toEqual([200, 800, 1000, undefined])
})
