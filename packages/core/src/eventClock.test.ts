import { describe, expect, test } from 'vitest'
import { snapshotLaws } from './conformance/index.ts'
import { DAY, EventClock } from './eventClock.ts'
import { InvalidEvent } from './invalidEvent.ts'
import { encode, restore } from './snapshot/index.ts'

const NOW = 1_790_000_000_000

function tries(clock: EventClock, times: readonly number[]): boolean[] {
  return times.map((time) => {
    try {
      clock.advance(time)
      return true
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidEvent)
      return false
    }
  })
}

describe('EventClock', () => {
  test('microseconds among milliseconds are refused and counted, and the clock goes on', () => {
    const clock = new EventClock()
    expect(tries(clock, [NOW, 1000 * NOW, NOW + 5, 1000 * NOW, 1000 * NOW, NOW + DAY])).toEqual([
      true,
      false,
      true,
      false,
      false,
      true,
    ])
    expect([clock.now, clock.refused]).toEqual([NOW + DAY, 3])
  })
  test('a stream that was silent for longer goes on after 16 in a row, at the least of them', () => {
    const clock = new EventClock()
    const later = Array.from({ length: 20 }, (_, i) => NOW + 5 * DAY + 20 - i)
    expect(tries(clock, [NOW, ...later]).filter((taken) => !taken)).toHaveLength(15)
    expect(clock.now).toBe(NOW + 5 * DAY + 5)
  })
  test('one good time in between begins the row anew', () => {
    const clock = new EventClock()
    const mixed = Array.from({ length: 200 }, (_, i) => (i % 15 === 0 ? NOW + i : 1000 * NOW))
    expect(tries(clock, mixed).filter((taken) => taken)).toHaveLength(14)
    expect(clock.now).toBe(NOW + 195)
  })
  test('does not go back, and is restored in the midst of a row', () => {
    const clock = new EventClock(10)
    tries(clock, [100, 50, ...Array.from({ length: 7 }, () => 900)])
    expect(clock.now).toBe(100)
    const restored = new EventClock(10)
    restore(restored, encode(clock))
    for (const of of [clock, restored])
      tries(
        of,
        Array.from({ length: 9 }, () => 800),
      )
    expect([clock.now, restored.now]).toEqual([800, 800])
    expect(encode(restored)).toEqual(encode(clock))
  })
  test('what is no time is refused, and a bound that is none', () => {
    const clock = new EventClock(Infinity)
    for (const time of [Number.NaN, Infinity, '7', null, 7n, new Date(0), []])
      expect(() => clock.advance(time as number)).toThrow(InvalidEvent)
    clock.advance(0)
    clock.advance(1e300)
    expect(clock.now).toBe(1e300)
    for (const maxAhead of [0, -1, Number.NaN, '7'])
      expect(() => new EventClock(maxAhead as number)).toThrow('maxAhead should be > 0')
  })
  test.each(
    snapshotLaws({
      create: () => new EventClock(10),
      use: (clock, i) => {
        tries(clock, [i, i + 1000])
      },
    }).map((law) => [law.name, law] as const),
  )('%s', (_, law) => law.check())
})
