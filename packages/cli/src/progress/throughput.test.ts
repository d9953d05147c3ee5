import { expect, test } from 'vitest'
import { Throughput } from './throughput.ts'

test('the recent rate follows a change, the overall rate does not forget', () => {
  const throughput = new Throughput(500)
  expect(throughput.recent(500, 0)).toBe(0)
  expect(throughput.recent(750, 25)).toBe(100)
  const events = (now: number): number => 25 + (now <= 10_500 ? (now - 750) / 10 : 975 + (now - 10_500) / 5)
  for (let now = 1000; now <= 10_500; now += 250) throughput.recent(now, events(now))
  expect(throughput.recent(10_500, events(10_500))).toBe(100)
  for (let now = 10_750; now <= 13_500; now += 250) throughput.recent(now, events(now))
  expect(throughput.recent(13_500, events(13_500))).toBe(200)
  expect(throughput.overall(13_500, events(13_500))).toBe(Math.round(events(13_500) / 13))
})
