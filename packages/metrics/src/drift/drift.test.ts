import { type Detector, Random } from '@rivulet/core'
import { decode, encode } from '@rivulet/core/snapshot'
import { describe, expect, test } from 'vitest'
import { Adwin, Ddm, KlTest, PageHinkley } from './index.ts'

type Watch = Detector<number>

const detectors: Record<string, () => Watch> = {
  Adwin: () => new Adwin(),
  Ddm: () => new Ddm(),
  PageHinkley: () => new PageHinkley(),
  KlTest: () => new KlTest<number>(),
}

/** False alarms in a million events, in runs of so many events, each with a fresh detector. */
function falseAlarms(create: () => Watch, error: number, runs: number, length: number): number {
  const random = new Random(runs + length)
  let alarms = 0
  for (let run = 0; run < runs; run++) {
    const detector = create()
    for (let i = 0; i < length; i++) if (detector.update(random.next() < error ? 1 : 0) === 'drift') alarms++
  }
  return (alarms / (runs * length)) * 1e6
}

/** How many events after a change the alarm comes, in each of 50 runs; the horizon if it does not. */
function delays(create: () => Watch, before: number, after: number, events: number, horizon: number): number[] {
  return Array.from({ length: 50 }, (_, seed) => {
    const random = new Random(seed)
    const detector = create()
    for (let i = 0; i < events; i++) detector.update(random.next() < before ? 1 : 0)
    let delay = 1
    while (delay < horizon && detector.update(random.next() < after ? 1 : 0) !== 'drift') delay++
    return delay
  })
}
const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b) / xs.length

describe('false alarms in a million stationary events are at most those stated', () => {
  test('ADWIN, over ten million events', () => {
    const errors = [0.05, 0.2, 0.5]
    const rates = errors.map((error) => falseAlarms(detectors['Adwin']!, error, 1, 3_333_334))
    for (const rate of rates) expect(rate).toBeLessThanOrEqual(1)
  })
  test.each([
    ['Ddm', 0.05, 80],
    ['Ddm', 0.5, 80],
    ['PageHinkley', 0.1, 5],
    ['PageHinkley', 0.2, 20],
    ['PageHinkley', 0.5, 60],
    ['KlTest', 0.1, 10],
    ['KlTest', 0.5, 10],
  ])('%s, error %d: %d', (name, error, stated) => {
    expect(falseAlarms(detectors[name]!, error, 50, 20_000)).toBeLessThanOrEqual(stated)
  })
})

describe('a jump of the error from .1 to .3 is found', () => {
  test('by ADWIN within 300 events, always', () => {
    const found = delays(detectors['Adwin']!, 0.1, 0.3, 10_000, 2000)
    expect(Math.max(...found)).toBeLessThanOrEqual(300)
    expect(mean(found)).toBeLessThanOrEqual(130)
  })
  test.each([
    ['Ddm', 1000, 200],
    ['Ddm', 10_000, 1000],
    ['PageHinkley', 10_000, 250],
    ['KlTest', 10_000, 220],
  ])('by %s after %d events within %d on average', (name, events, within) => {
    expect(mean(delays(detectors[name]!, 0.1, 0.3, events, 5000))).toBeLessThanOrEqual(within)
  })
  test('with a warning before or at the same time', () => {
    for (const create of [() => new Ddm(), () => new PageHinkley()]) {
      const random = new Random(1)
      const detector = create()
      const answers = Array.from({ length: 8000 }, (_, i) =>
        detector.update(random.next() < (i < 3000 ? 0.1 : 0.3) ? 1 : 0),
      )
      expect(answers.slice(3000).indexOf('warning')).toBeLessThan(answers.slice(3000).indexOf('drift'))
    }
  })
})

describe.each(Object.entries(detectors))('%s', (_, create) => {
  test('saved mid-stream and restored it goes on as if nothing had been, byte for byte', () => {
    for (const split of [0, 10, 999, 2345]) {
      const random = new Random(split)
      const xs = Array.from({ length: 4000 }, (_, i) => (random.next() < (i < 2300 ? 0.05 : 0.5) ? 1 : 0))
      const whole = create()
      const before = create()
      const answers = xs.map((x) => whole.update(x))
      expect(answers).toContain('drift')
      for (const x of xs.slice(0, split)) before.update(x)
      const restored = create()
      restored.load(decode(encode(before)))
      expect(encode(restored)).toEqual(encode(before))
      expect(xs.slice(split).map((x) => restored.update(x))).toEqual(answers.slice(split))
      expect(encode(restored)).toEqual(encode(whole))
    }
  })
})

describe('ADWIN', () => {
  test('says what the error is now', () => {
    const random = new Random(9)
    const adwin = new Adwin()
    expect(adwin.mean).toBeNaN()
    for (let i = 0; i < 20_000; i++) adwin.update(random.next() < (i < 15_000 ? 0.1 : 0.4) ? 1 : 0)
    expect(adwin.mean).toBeGreaterThan(0.37)
    expect(adwin.mean).toBeLessThan(0.43)
    expect(adwin.width).toBeLessThan(5200)
  })
  test('cuts its window in silence when errors become rarer, unless asked to alarm', () => {
    const answers = (alarm: 'rise' | 'change'): [boolean, number] => {
      const random = new Random(3)
      const adwin = new Adwin({ driftOn: alarm })
      const said = Array.from({ length: 4000 }, (_, i) => adwin.update(random.next() < (i < 2000 ? 0.5 : 0.1) ? 1 : 0))
      return [said.includes('drift'), adwin.width]
    }
    const [rise, change] = [answers('rise'), answers('change')]
    expect(rise[0]).toBe(false)
    expect(change[0]).toBe(true)
    expect(rise[1]).toBeLessThan(2300)
    expect(change[1]).toBe(rise[1])
  })
  test('refuses errors outside [0, 1], and parameters that are none', () => {
    expect(() => new Adwin().update(1.5)).toThrow('error should be a number from 0 to 1, but is 1.5')
    expect(() => new Adwin({ delta: 0 })).toThrow('delta should be between 0 and 1, but is 0')
    expect(() => new Adwin({ every: 0 })).toThrow('every should be a whole number ≥ 1, but is 0')
    expect(() => new Ddm({ warnAt: 4 })).toThrow('driftAt should be a finite number ≥ warnAt = 4, but is 3')
    expect(() => new PageHinkley({ lambda: 0 })).toThrow('lambda should be a finite number > 0, but is 0')
    expect(() => new KlTest({ alpha: 0.5 })).toThrow('alpha should be between 0 and 0.1, but is 0.5')
  })
})
