import { Random } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Alarms } from './alarms.ts'

/** Errors that come in `often` of ten events, and from event 2,000 on in `later` of ten. */
function watch(alarms: Alarms, [from, to]: readonly [number, number], often = 1, later = 4): void {
  for (let i = from; i < to; i++) {
    alarms.update(new Random(i).next() < (i < 2000 ? often : later) / 10, i + 1, 1000 * i)
  }
}

test('an alarm is raised soon after errors become more frequent, and none when they become rarer', () => {
  const worse = new Alarms()
  watch(worse, [0, 4000])
  expect(worse.count).toBe(1)
  const { events, clock } = worse.last as NonNullable<typeof worse.last>
  expect(events).toBeGreaterThan(2000)
  expect(events).toBeLessThan(2300)
  expect(clock).toBe(1000 * (events - 1))
  const better = new Alarms()
  watch(better, [0, 4000], 4, 1)
  expect([better.count, better.last]).toEqual([0, undefined])
})

test('saved at any event and restored, it raises the same alarms, byte for byte', () => {
  const whole = new Alarms()
  watch(whole, [0, 4000])
  fc.assert(
    fc.property(fc.nat(4000), (cut) => {
      const [before, after] = [new Alarms(), new Alarms()]
      watch(before, [0, cut])
      restore(after, encode(before))
      watch(after, [cut, 4000])
      expect(encode(after)).toEqual(encode(whole))
    }),
    { seed: 1, numRuns: 20 },
  )
})
