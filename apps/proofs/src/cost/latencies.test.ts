import { expect, test } from 'vitest'
import { Latencies } from './latencies.ts'

test('a quantile is that of the durations, up to the width of a bin', () => {
  const latencies = new Latencies()
  for (let i = 1; i <= 1000; i++) latencies.add(i / 100)
  expect(latencies.quantile(0.5) / 5).toBeGreaterThanOrEqual(1)
  expect(latencies.quantile(0.5) / 5).toBeLessThan(1.1)
  expect(latencies.quantile(0.99) / 9.9).toBeGreaterThanOrEqual(1)
  expect(latencies.quantile(0.99) / 9.9).toBeLessThan(1.1)
  expect(latencies.longest).toBe(10)
})
