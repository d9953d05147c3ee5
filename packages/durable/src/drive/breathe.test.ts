import { setImmediate as later } from 'node:timers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breather } from './breathe.ts'

test('however long events take, the event loop gets a turn within 10 ms and the events between two looks at the clock', async () => {
  const milliseconds = fc.oneof(fc.constant(0.001), fc.double({ min: 0.001, max: 0.9, noNaN: true }), fc.nat(12))
  const property = fc.asyncProperty(fc.array(milliseconds, { minLength: 1, maxLength: 900 }), async (durations) => {
    let [time, turned, events, slow] = [0, 0, 0, 0]
    const breathe = breather(() => time)
    for (const duration of durations) {
      time += duration
      events += 1
      slow = duration > 1 ? slow + 1 : 0
      const pause = breathe()
      if (pause === undefined) {
        // Up to eight events pass before the clock is looked at; after the first slow one, none.
        expect(time - turned).toBeLessThan(slow > 8 ? 10 : 10 + 8 * 12)
        expect(events).toBeLessThan(256 + 8)
        continue
      }
      await pause
      turned = time
      events = 0
    }
  })
  await fc.assert(property, { seed: 1, numRuns: 100 })
})

test('slow events have a turn at each second one, and what waits for the loop goes on', async () => {
  let time = 0
  let turns = 0
  const breathe = breather(() => time)
  let heard = 0
  const listen = (): void => {
    heard += 1
    later(listen).unref()
  }
  later(listen).unref()
  for (let i = 0; i < 100; i++) {
    time += 6
    const pause = breathe()
    if (pause === undefined) continue
    turns += 1
    await pause
  }
  expect(turns).toBe(50)
  expect(heard).toBeGreaterThanOrEqual(50)
})
