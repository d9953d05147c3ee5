import { InvalidEvent, Random, type SparseVector } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import { describe, expect, test } from 'vitest'
import { AutoClassifier, SoftmaxRegression } from './index.ts'

const KIB = 1024
const learners = {
  auto: (maxBytes?: number) =>
    new AutoClassifier<number>(maxBytes === undefined ? { labels: 'open' } : { labels: 'open', maxBytes }),
  softmax: (maxBytes?: number) =>
    new SoftmaxRegression<number>(maxBytes === undefined ? { labels: 'open' } : { labels: 'open', maxBytes }),
}

/** Events of ten features out of many, of many classes. */
function flood(events: number, classes: number, seed = 1): { x: SparseVector; y: number }[] {
  const random = new Random(seed)
  return Array.from({ length: events }, () => {
    const indices = [...new Set(Array.from({ length: 10 }, () => random.below(1_000_000)))].sort((a, b) => a - b)
    return { x: { indices, values: indices.map(() => random.normal()) }, y: random.below(classes) }
  })
}

describe.each(Object.entries(learners))('%s', (_, create) => {
  test('takes no more memory than its ceiling, whatever comes, and says how full it is', () => {
    const model = create(256 * KIB)
    let refused = 0
    for (const { x, y } of flood(3000, 200)) {
      const bytes = refused < 3 ? encode(model) : undefined
      try {
        model.learn(x, y)
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidEvent)
        expect((error as Error).message).toContain('bytes (the option maxBytes), but is')
        if (bytes !== undefined) expect(encode(model)).toEqual(bytes)
        refused++
      }
      expect(model.memory.bytes).toBeLessThanOrEqual(256 * KIB)
    }
    const { features, leftOut, maxBytes } = model.memory
    expect(maxBytes).toBe(256 * KIB)
    expect(features).toBeGreaterThan(30)
    expect(leftOut).toBeGreaterThan(2000)
    expect(model.labels.length + refused).toBeGreaterThan(60)
  })

  test('admits who comes first, the same after a snapshot, and goes on learning what it knows', () => {
    const events = flood(600, 3)
    const [model, other] = [create(64 * KIB), create(64 * KIB)]
    for (const { x, y } of events) model.learn(x, y)
    for (const { x, y } of events.slice(0, 300)) other.learn(x, y)
    const resumed = create(64 * KIB)
    restore(resumed, encode(other))
    for (const { x, y } of events.slice(300)) resumed.learn(x, y)
    expect(encode(resumed)).toEqual(encode(model))
    expect(resumed.memory).toMatchObject({ features: model.memory.features, leftOut: model.memory.leftOut })
    const [known] = events[0]!.x.indices as number[]
    const before = model.coefficients(1).values
    for (let i = 0; i < 5; i++) model.learn({ indices: [known!, 999_999], values: [1, 1] }, 1)
    expect(model.coefficients(1).values).not.toEqual(before)
    expect(model.coefficients(1).indices).not.toContain(999_999)
  })

  test('with open labels, leaves room for twice as many classes', () => {
    const model = create(64 * KIB)
    for (let y = 0; y < 8; y++) model.learn({ indices: [0], values: [1] }, y)
    for (const { x, y } of flood(600, 8)) model.learn(x, y)
    for (let y = 8; y < 16; y++) model.learn({ indices: [0], values: [1] }, y)
    expect(model.labels.length).toBe(16)
    expect(model.memory.bytes).toBeLessThanOrEqual(64 * KIB)
  })

  test('a ceiling is 1 GiB unless given, and refused if it is none', () => {
    expect(create().memory.maxBytes).toBe(2 ** 30)
    for (const maxBytes of [0, 1000, Number.NaN, 2 ** 33, '1' as unknown as number])
      expect(() => create(maxBytes)).toThrow(/maxBytes should be .*from 2¹⁶ to 2³²/)
  })
})

test('an event of too many features for so many classes is refused, and changes no byte', () => {
  const model = new SoftmaxRegression({ labels: Array.from({ length: 1000 }, (_, k) => k) })
  const n = 70_000
  const x = { indices: Array.from({ length: n }, (_, i) => i), values: new Array<number>(n).fill(1) }
  const bytes = encode(model)
  const reason = new InvalidEvent(
    'x should have at most 67108 features that are not 0, with 1000 scores, but has 70000',
  )
  expect(() => model.predict(x)).toThrow(reason)
  expect(() => model.learn(x, 1)).toThrow(reason)
  expect(encode(model)).toEqual(bytes)
  expect(model.predict({ ...x, values: x.values.map((_, i) => (i < 10 ? 1 : 0)) }).label).toBe(0)
})
