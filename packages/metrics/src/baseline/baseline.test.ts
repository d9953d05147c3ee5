import { InvalidEvent } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import { describe, expect, test } from 'vitest'
import { Accuracy, LastLabelBaseline, MajorityBaseline, Rolling } from '../index.ts'

describe('baselines', () => {
  test('forecast before they learn', () => {
    const last = new LastLabelBaseline()
    const majority = new MajorityBaseline()
    const forecasts = [1, 2, 2, 1, 2].map((y) => {
      const made = [last.forecast().label, majority.forecast().label]
      last.update(y)
      majority.update(y)
      return made
    })
    expect(forecasts.map(([label]) => label)).toEqual([undefined, 1, 2, 2, 1])
    expect(forecasts.map(([, label]) => label)).toEqual([undefined, 1, 1, 2, 2])
    expect([last.value, majority.value]).toEqual([1 / 5, 1 / 5])
  })
  test('refuse what is no label, and the majority more labels than its cap, before anything changes', () => {
    const majority = new MajorityBaseline(new Accuracy(), { maxLabels: 1 })
    majority.update('a')
    const bytes = encode(majority)
    expect(() => majority.update('b')).toThrow(
      'y should be one of the 1 labels already known (the option maxLabels), but is "b"',
    )
    expect(() => majority.update(Number.NaN)).toThrow(InvalidEvent)
    expect(() => new LastLabelBaseline().update(Number.NaN)).toThrow(InvalidEvent)
    expect(encode(majority)).toEqual(bytes)
  })
  test('have their window inside', () => {
    const recent = new LastLabelBaseline(new Rolling(new Accuracy(), { events: 2 }))
    for (const y of ['a', 'b', 'b', 'b']) recent.update(y)
    expect(recent.value).toBe(1)
    // @ts-expect-error a baseline cannot take events back
    expect(() => new Rolling(new LastLabelBaseline(), { events: 2 })).toThrow('a baseline has its window inside')
  })
})
