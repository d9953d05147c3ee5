import { Random, type Vector } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { Accumulation, WEIGHTS } from './accumulation.ts'
import { Centring } from './centring.ts'
import { J } from './expertList.ts'
import { FeatureTable } from './featureTable.ts'
import { Inputs } from './inputs.ts'
import { NormalizedInputs } from './normalizedInputs.ts'
import { beginOf, Spans } from './spans.ts'

/** Learns a stream, and returns x̃ of its last event by feature, as it was before it was learned. */
function lastCentred(events: readonly Vector[]): { values: Map<number, number>; mean: (feature: number) => number } {
  const [table, inputs] = [new FeatureTable(WEIGHTS + J), new Inputs()]
  const spans = new Spans()
  const [centring, accumulation] = [new Centring(table, spans), new Accumulation(table)]
  const scale = new NormalizedInputs(table, spans)
  let values = new Map<number, number>()
  for (const x of events) {
    table.admitAll(x)
    spans.reserve(table.features.length + 1)
    inputs.gather(x, table, undefined, centring.begin())
    const feature = (k: number): number => [-1, ...table.features][inputs.places[k]! / table.width]!
    values = new Map(Array.from({ length: inputs.count }, (_, k) => [feature(k), inputs.centred[k]!]))
    accumulation.take(inputs, 1, scale)
    centring.learn(inputs)
    scale.learn(1, 1, 1)
    accumulation.endSpans(scale)
  }
  return { values, mean: (feature) => centring.mean(table.placeOf(feature)) }
}

const random = new Random(1)

describe('centring', () => {
  test('takes off the mean over the last spans, zeros counted, the event’s own share included', () => {
    const column = Array.from({ length: 50 }, (_, t) => (t % 3 === 0 ? 0 : 100 + random.normal()))
    const present = column.filter((x) => x !== 0)
    const last = present.slice(beginOf(beginOf(present.length)))
    const mean = (last.reduce((a, b) => a + b, 0) / last.length) * (present.length / 50)
    const { values } = lastCentred(column.map((x) => [x]))
    expect(values.get(0)).toBeCloseTo((column.at(-1) as number) - mean, 10)
    const absent = [...column, 0]
    expect(lastCentred(absent.map((x) => [x])).values.get(0)).toBeCloseTo((-mean * 50) / 51, 10)
  })

  test('makes a constant exactly 0, however many events, and the bias stays 1', () => {
    const { values } = lastCentred(Array.from({ length: 10_000 }, () => [0.1, 1e300]))
    expect([...values]).toEqual([
      [-1, 1],
      [0, 0],
      [1, 0],
    ])
  })

  test('leaves sparse features as they are, and an event costs its non-zeros', () => {
    const events = Array.from({ length: 400 }, (_, t) => ({ indices: [t % 200, 1000], values: [3, 5] }))
    const { values } = lastCentred(events)
    expect([...values]).toEqual([
      [-1, 1],
      [199, 3],
      [1000, 0],
    ])
  })

  test('a feature that becomes rare is no longer centred', () => {
    const events = Array.from({ length: 100 }, (_, t) => (t < 10 ? [2, 1] : [0, 1]))
    const before = lastCentred(events)
    expect(before.values.get(0)).toBeCloseTo(-0.2, 10)
    const after = lastCentred([...events, [0, 1], [0, 1]])
    expect(after.values.has(0)).toBe(false)
    expect(after.mean(0)).toBe(0)
  })

  // Of 600 events, the last of those that have it; beside others that come in turn.
  test.each([
    [4, 2, true],
    [4, 4, true],
    [4, 5, true],
    [4, 6, false],
    [4, 12, false],
    [600, 1, true],
    [600, 3, false],
  ])('among %d features, one that 1 in %d events has is centred: %s', (features, every, is) => {
    const events = Array.from({ length: 600 }, (_, t) => {
      const other = 1 + (t % (features - 1))
      return t % every === every - 1 ? { indices: [0, other], values: [5, 1] } : { indices: [other], values: [1] }
    })
    expect(lastCentred(events).mean(0) !== 0).toBe(is)
  })

  test('a shift leaves dense features as they were', () => {
    const column = Array.from({ length: 300 }, () => random.normal())
    const plain = lastCentred(column.map((x) => [x])).values.get(0)
    expect(lastCentred(column.map((x) => [1000 * x + 12345])).values.get(0)! / 1000).toBeCloseTo(plain as number, 9)
  })
})
