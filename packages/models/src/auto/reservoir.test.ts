import { Random } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import { expect, test } from 'vitest'
import { type Kept, Reservoir } from './reservoir.ts'

const random = new Random(1)

/** An event of some of 30 features, as inputs are: the bias comes first. */
function event(most: number): Kept {
  const features = [...Array(30).keys()].filter(() => random.next() < most / 30)
  return {
    gathered: features.length + 1,
    features: Uint32Array.from([0, ...features]),
    values: Float64Array.from([1, ...features.map(() => random.normal())]),
  }
}

test('gives back what it was given, whatever the hint, and 0 for a feature that an event lacks', () => {
  const reservoir = new Reservoir()
  const events = Array.from({ length: 200 }, (_, t) => event(t % 7 === 0 ? 25 : 4))
  for (const [t, each] of events.entries()) reservoir.learn(each, t, t + 1, random)
  expect(reservoir.count).toBe(200)
  for (const [slot, { features, values, gathered }] of events.entries()) {
    expect(reservoir.labels[slot]).toBe(slot)
    for (let feature = 0; feature < 30; feature++) {
      const k = features.indexOf(feature, 1)
      const expected = k > 0 && k < gathered ? values[k] : 0
      for (const hint of [0, 3, 29]) expect(reservoir.value(slot, feature, hint)).toBe(expected)
    }
  }
})

test('a full one keeps its size, all of the past at first and the last thousands at the end', () => {
  const reservoir = new Reservoir()
  const age = (t: number): number => {
    const labels = [...reservoir.labels.subarray(0, reservoir.count)]
    return labels.reduce((sum, label) => sum + (t - label), 0) / labels.length
  }
  for (let t = 1; t <= 60_000; t++) {
    reservoir.learn(event(2), t, t, random)
    if (t === 20_000) expect(Math.abs(age(t) / 10_000 - 1)).toBeLessThan(0.1)
  }
  expect(reservoir.count).toBe(1024)
  expect(Math.abs(age(60_000) / (1024 / 0.05) - 1)).toBeLessThan(0.2)
})

test('of wide events it keeps fewer: its numbers are bounded', () => {
  const reservoir = new Reservoir()
  const wide = (n: number): Kept => ({
    gathered: n + 1,
    features: Uint32Array.from({ length: n + 1 }, (_, k) => k),
    values: new Float64Array(n + 1),
  })
  let most = 0
  for (let t = 1; t < 3000; t++) {
    reservoir.learn(t < 1000 ? event(4) : wide(t < 2000 ? 500 : 5000), t, t, random)
    most = Math.max(most, reservoir.values.length)
  }
  expect(reservoir.count).toBe(Math.floor(2 ** 17 / 500))
  expect(Math.max(...reservoir.labels.subarray(0, reservoir.count))).toBeLessThan(2000)
  expect(most).toBeLessThanOrEqual(2 ** 17)
})

test('saved and restored it is the same', () => {
  const reservoir = new Reservoir()
  for (let t = 1; t <= 100; t++) reservoir.learn(event(t % 10), t % 3, t, random)
  const copy = new Reservoir()
  restore(copy, encode(reservoir))
  expect(encode(copy)).toEqual(encode(reservoir))
  for (let slot = 0; slot < 100; slot++) {
    for (let f = 0; f < 30; f++) expect(copy.value(slot, f, 0)).toBe(reservoir.value(slot, f, 0))
  }
})
