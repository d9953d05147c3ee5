import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ReplayClock } from './clock.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Waits as a replay does, and notes the real time at which each event's moment came. */
async function play(clock: ReplayClock, events: readonly number[], came: number[]): Promise<void> {
  const start = performance.now()
  for (const at of events) {
    for (let wait = clock.wait(at); wait !== undefined; wait = clock.wait(at)) await wait
    came.push(performance.now() - start)
  }
}

test('events come at their stream time divided by the speed, the first at once', async () => {
  const came: number[] = []
  const done = play(new ReplayClock(3600), [1_000_000, 4_600_000, 4_600_000, 11_800_000], came)
  await vi.runAllTimersAsync()
  await done
  expect(came).toEqual([0, 1000, 1000, 3000])
})

test('max waits for nothing', async () => {
  const came: number[] = []
  const done = play(new ReplayClock('max'), [0, 1e9, 1e12], came)
  await vi.runAllTimersAsync()
  await done
  expect(came).toEqual([0, 0, 0])
})

test('a pause stops stream time, which goes on where it was', async () => {
  const clock = new ReplayClock(1)
  const came: number[] = []
  const done = play(clock, [0, 1000], came)
  await vi.advanceTimersByTimeAsync(400)
  clock.paused = true
  await vi.advanceTimersByTimeAsync(5000)
  expect(came).toEqual([0])
  clock.paused = false
  await vi.advanceTimersByTimeAsync(599)
  expect(came).toEqual([0])
  await vi.advanceTimersByTimeAsync(1)
  await done
  expect(came).toEqual([0, 6000])
})

test('a new speed holds from now on', async () => {
  const clock = new ReplayClock(1)
  const came: number[] = []
  const done = play(clock, [0, 10_000, 20_000], came)
  await vi.advanceTimersByTimeAsync(4000)
  clock.speed = 6
  await vi.advanceTimersByTimeAsync(1000)
  expect(came).toEqual([0, 5000])
  clock.speed = 'max'
  await vi.advanceTimersByTimeAsync(0)
  await done
  expect(came).toEqual([0, 5000, 5000])
})

test('a replay that cannot keep up does not jump when its speed is changed', async () => {
  const clock = new ReplayClock(1000)
  const came: number[] = []
  expect(clock.wait(0)).toBeUndefined()
  vi.advanceTimersByTime(60_000)
  await clock.wait(1000)
  clock.speed = 1
  const done = play(clock, [1000, 2000], came)
  await vi.advanceTimersByTimeAsync(999)
  expect(came).toEqual([0])
  await vi.advanceTimersByTimeAsync(1)
  await done
  expect(came).toEqual([0, 1000])
})
