import { InvalidEvent, isLabel, type Prediction, pow, Random, type SnapshotWriter, show } from '@rivulet/core'
import { decode, encode, InvalidSnapshot } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  Accuracy,
  CrossEntropy,
  Fading,
  FrequencyBias,
  LabelEntropy,
  MajorityBaseline,
  Rolling,
  RollingTime,
} from '../index.ts'

const ticket = (p: number): Prediction<number> => ({
  label: p > 0.5 ? 1 : 0,
  labels: [0, 1],
  probabilities: [1 - p, p],
})

const message = 'y should be a label, or labels with their probabilities, but is '

describe('RollingTime', () => {
  test('is the metric of the events less than its span ago, to the last bit', () => {
    const random = new Random(2)
    const windows = [new CrossEntropy<number>(), new FrequencyBias<number>()].map(
      (m) => new RollingTime(m, { span: 10 }),
    )
    const seen: { time: number; y: number; p: number }[] = []
    let time = 0
    for (let i = 0; i < 5000; i++) {
      time += random.next() < 0.01 ? 30 : random.next()
      seen.push({ time, y: random.below(2), p: random.next() })
      for (const window of windows) {
        window.advance(time)
        window.update(seen.at(-1)!.y, ticket(seen.at(-1)!.p))
      }
      if (i % 97 !== 0) continue
      const recent = seen.filter((event) => event.time > time - 10)
      for (const [of, again] of [new CrossEntropy<number>(), new FrequencyBias<number>()].entries()) {
        for (const { y, p } of recent) again.update(y, ticket(p))
        expect(windows[of]?.value).toBe(again.value)
        expect(windows[of]?.size).toBe(recent.length)
      }
    }
  })
  test('empties when time goes on without events, and does not run backwards', () => {
    const window = new RollingTime(new Accuracy<number>(), { span: 60 })
    expect(() => window.update(1, ticket(1))).toThrow(InvalidEvent)
    expect(() => window.advance(Number.NaN)).toThrow(InvalidEvent)
    window.advance(100)
    window.update(1, ticket(1))
    window.advance(50)
    window.update(1, ticket(1))
    window.advance(159)
    expect(window.size).toBe(2)
    window.advance(160)
    expect([window.size, window.value]).toEqual([0, Number.NaN])
  })
  test('holds no more than it may, and counts what left early', () => {
    const window = new RollingTime(new Accuracy<number>(), { span: 60, maxEvents: 3 })
    window.advance(0)
    for (const y of [0, 0, 1, 1, 1]) window.update(y, ticket(1))
    expect([window.size, window.dropped, window.value]).toEqual([3, 2, 1])
  })
  test('saved and restored it goes on byte for byte', () => {
    const window = new RollingTime(new FrequencyBias<number>(), { span: 5 })
    for (let i = 0; i < 40; i++) {
      window.advance(i)
      window.update(i % 2, ticket(i / 40))
    }
    const restored = new RollingTime(new FrequencyBias<number>(), { span: 5 })
    restored.load(decode(encode(window)))
    for (const of of [window, restored]) {
      of.advance(42)
      of.update(1, ticket(0.5))
    }
    expect(encode(restored)).toEqual(encode(window))
    expect(() => new RollingTime(new FrequencyBias(), { span: 6 }).load(decode(encode(window)))).toThrow(
      'window should be',
    )
  })
})

describe('Fading', () => {
  test('weighs an event half as much as one a half-life later', () => {
    const random = new Random(4)
    const faded = new Fading(new CrossEntropy<number>(), { halfLife: 20 })
    const losses: number[] = []
    for (let i = 0; i < 3000; i++) {
      const p = random.next()
      faded.update(1, ticket(p))
      losses.push(-Math.log(p))
      if (i % 501 !== 0) continue
      let [sum, weights] = [0, 0]
      for (const [j, loss] of losses.entries()) {
        sum += loss * pow(2, (j - i) / 20)
        weights += pow(2, (j - i) / 20)
      }
      expect(faded.value).toBeCloseTo(sum / weights, 11)
    }
  })
  test('forgets labels altogether in the end', () => {
    const entropy = new Fading(new LabelEntropy<number>({ maxLabels: 2 }), { halfLife: 1 / 8 })
    for (let y = 0; y < 1000; y++) entropy.update(Math.floor(y / 500), ticket(1))
    entropy.update(2, ticket(1))
    expect(entropy.value).toBeLessThan(1e-1)
  })
  test('refuses what cannot fade, and a half-life that is none', () => {
    // @ts-expect-error a baseline cannot fade
    expect(() => new Fading(new MajorityBaseline(), { halfLife: 10 })).toThrow('one that can fade')
    expect(() => new Fading(new Accuracy(), { halfLife: 0 })).toThrow(
      'halfLife should be a finite number ≥ 1/32, but is 0',
    )
    const bytes = encode(new Fading(new Accuracy(), { halfLife: 10 }))
    expect(() => new Fading(new Accuracy(), { halfLife: 11 }).load(decode(bytes))).toThrow(
      'halfLife should be "11", but is "10"',
    )
  })
})

describe('Rolling', () => {
  test('refuses a width that is none, and a snapshot of another width', () => {
    expect(() => new Rolling(new Accuracy(), { events: 0 })).toThrow('events should be a whole number ≥ 1, but is 0')
    const other = encode(new Rolling(new Accuracy(), { events: 2 }))
    expect(() => new Rolling(new Accuracy(), { events: 3 }).load(decode(other))).toThrow(
      'window should be "3", but is "2"',
    )
  })
  test('refuses what is no label as any bad event, and nothing has changed then', () => {
    const rolling = new Rolling(new Accuracy<number>(), { events: 3 })
    const timed = new RollingTime(new Accuracy<number>(), { span: 3 })
    timed.advance(1)
    for (const window of [rolling, timed]) {
      window.update(1, ticket(0.9))
      const before = encode(window)
      const none = fc.anything().filter((y) => !isLabel(y))
      const refuses = (y: unknown): void => {
        expect(() => window.update(y as number, ticket(0.9))).toThrow(new InvalidEvent(`${message}${show(y)}`))
      }
      for (const y of [null, undefined, {}, Number.NaN]) refuses(y)
      fc.assert(fc.property(none, refuses), { seed: 1 })
      expect(encode(window)).toEqual(before)
    }
  })
  test('refuses a snapshot whose lists of classes are none', () => {
    const rolling = new Rolling(new Accuracy<number>(), { events: 2 })
    rolling.update(1, ticket(1))
    for (const lists of ['null', '{}', '[null]', '[]', '7']) {
      const changed = (to: SnapshotWriter): SnapshotWriter => ({
        text: (name, value) => to.text(name, name === 'lists' ? lists : value),
        array: (name, values, dtype) => to.array(name, values, dtype),
        child: (name) => changed(to.child(name)),
      })
      const bytes = encode({ save: (to) => rolling.save(changed(to)), load() {} })
      expect(() => new Rolling(new Accuracy<number>(), { events: 2 }).load(decode(bytes))).toThrow(InvalidSnapshot)
    }
  })
})
