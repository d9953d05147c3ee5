import { entropy, type Label, Random, type Vector } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AutoClassifier } from './autoClassifier.ts'
import { auto, run, stream } from './streams.fixture.ts'

describe('AutoClassifier', () => {
  test('is scale-free: a power of two on any feature leaves every prediction its bits', () => {
    const events = stream(400)
    const { p } = run(auto(), events)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -900, max: 900 }), { minLength: 6, maxLength: 6 }), (powers) => {
        const scaled = events.map(({ x, y }) => ({ x: x.map((xi, i) => xi * 2 ** powers[i]!), y }))
        expect(run(auto(), scaled).p).toEqual(p)
      }),
      { seed: 1, numRuns: 20 },
    )
  })

  test('is shift-free: constants on dense features change the loss by less than 1 %', () => {
    const events = stream(2000)
    const { loss } = run(auto(), events)
    const shifted = events.map(({ x, y }) => ({ x: x.map((xi, i) => xi + [3, 12345, -1, 1e6, 0.5, -40][i]!), y }))
    expect(Math.abs(run(auto(), shifted).loss / loss - 1)).toBeLessThan(0.01)
  })

  test('labels at random cost few nats over their entropy, and never less', () => {
    const random = new Random(3)
    const events = stream(5000, 3).map(({ x }) => ({ x, y: random.next() < 0.4 ? 1 : 0 }))
    const q = events.filter(({ y }) => y === 1).length / events.length
    const extra = 5000 * (run(auto(), events).loss - entropy([q, 1 - q]))
    expect(extra).toBeGreaterThan(0)
    expect(extra).toBeLessThan(30)
  })

  test('nothing ends in NaN: zeros, 10⁻³⁰⁰ beside 10³⁰⁰, subnormals, a constant label', () => {
    const random = new Random(7)
    const extremes = [0, 0, 1e-300, -1e300, 1e300, 5e-324, 1, -1, 2 ** 1022]
    const x = (): number[] => Array.from({ length: 5 }, () => extremes[random.below(extremes.length)]!)
    for (const [labels, pick] of [
      [[0, 1], () => random.below(2)],
      [[0, 1], () => 1],
      [[0, 1, 2, 3], () => random.below(3)],
      ['open', () => random.below(3)],
    ] as const) {
      const model = new AutoClassifier<Label>({ labels })
      for (let t = 0; t < 500; t++) {
        const event = x()
        const { probabilities } = model.predict(event)
        for (const p of probabilities) expect(p >= 0 && p <= 1).toBe(true)
        expect(Number.isFinite(model.learn(event, pick()))).toBe(true)
      }
      for (const label of model.labels) {
        const { bias, values } = model.coefficients(label)
        for (const value of [bias, ...values]) expect(Number.isNaN(value)).toBe(false)
      }
    }
  })

  test('how much scratch memory there is changes no bit: a learner restored has as much as a new one', () => {
    const random = new Random(11)
    const event = (): Vector => ({
      indices: Array.from({ length: 60 }, (_, i) => i),
      values: Array.from({ length: 60 }, () => 1 + random.next()),
    })
    const [plain, roomy] = [auto(), auto()]
    // A prediction changes no state, but this one needs room for 200 inputs.
    roomy.predict(Array.from({ length: 200 }, () => 1))
    for (let t = 0; t < 20; t++) {
      const x = event()
      const restored = auto()
      restore(restored, encode(plain))
      for (const model of [plain, roomy, restored]) model.learn(x, t % 2)
      for (const model of [roomy, restored]) expect(encode(model)).toEqual(encode(plain))
    }
  })

  test('takes 1,000 classes, of which most are never seen', () => {
    const model = new AutoClassifier({ labels: Array.from({ length: 1000 }, (_, k) => k) })
    for (let t = 0; t < 40; t++) model.learn({ indices: [t % 4, 99], values: [1, 50] }, t % 4)
    const { label, probabilities } = model.predict({ indices: [2, 99], values: [1, 50] })
    expect(label).toBe(2)
    expect(probabilities[2]).toBeGreaterThan(0.5)
    expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  })
})
