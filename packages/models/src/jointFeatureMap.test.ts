import { dot, InvalidEvent } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jointFeatureMap } from './jointFeatureMap.ts'
import { MulticlassPerceptron } from './multiclassPerceptron.ts'
import { Perceptron } from './perceptron.ts'
import { StructuredPerceptron } from './structuredPerceptron.ts'

const d = 4
const block = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: d, maxLength: d })

test('w·F(y, x) = w_y·x, for dense and sparse x', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), block, (blocks, x) => {
      const indices = [...x.keys()].filter((i) => x[i] !== 0)
      const sparse = { indices, values: indices.map((i) => x[i]!) }
      for (const [y, wy] of blocks.entries()) {
        expect(dot(blocks.flat(), jointFeatureMap(y, x, d))).toBe(dot(wy, x) + 0)
        expect(jointFeatureMap(y, sparse, d)).toEqual(jointFeatureMap(y, x, d))
      }
    }),
  )
})

test('the multiclass perceptron is the structured perceptron over the block map, step by step', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(block, fc.nat(2), fc.constantFrom(1, 0.5, 0)), { maxLength: 40 }), (events) => {
      const labels = [0, 1, 2]
      const built = new MulticlassPerceptron<number>({ labels })
      const joint = new StructuredPerceptron<number[], number>({
        labels,
        map: (x, y) => jointFeatureMap(y, [...x, 1], d + 1),
      })
      for (const [x, y, weight] of events) {
        expect(joint.predict(x)).toEqual(built.predict(x))
        expect(joint.learn(x, y, { weight })).toBe(built.learn(x, y, { weight }))
      }
      const { indices, values } = joint.coefficients()
      for (const c of labels) {
        const of = built.coefficients(c)
        const w = (i: number) => values[indices.indexOf(c * (d + 1) + i)] ?? 0
        expect(w(d)).toBe(of.bias)
        for (const [j, i] of of.indices.entries()) expect(w(i)).toBe(of.values[j])
      }
    }),
  )
})

test('the step is w ← w + η (F(y, x) − F(ŷ, x)), over any map: answers that share features share what is learned', () => {
  // F says of a number and a word: which words begin alike.
  const words = ['cat', 'cats', 'dog', 'dogs']
  const map = (plural: number, y: string) => [
    Number(y.startsWith('cat')),
    Number(y.startsWith('dog')),
    plural * Number(y.endsWith('s')),
    (1 - plural) * Number(!y.endsWith('s')),
  ]
  const model = new StructuredPerceptron({ labels: words, map, features: 4, eta: 0.5 })
  const before = model.coefficients()
  model.learn(1, 'dogs')
  // All scores are 0: the rival of a tie is the first of the others.
  const difference = map(1, 'dogs').map((v, i) => 0.5 * (v - map(1, 'cat')[i]!))
  expect(before.values).toEqual([])
  expect(model.coefficients()).toEqual({ bias: 0, indices: [0, 1, 2], values: difference.slice(0, 3) })
  for (let i = 0; i < 20; i++) {
    model.learn(1, 'dogs')
    model.learn(0, 'dog')
  }
  expect([0, 1].map((plural) => model.predict(plural).label)).toEqual(['dog', 'dogs'])
})

test('a map that gives no features, and options that are none, are refused, and change no byte', () => {
  let broken = false
  const map = (x: number, y: number) => (broken ? (undefined as never) : [x * y])
  const model = new StructuredPerceptron({ labels: [1, 2], map })
  model.learn(1, 2)
  const bytes = encode(model)
  broken = true
  expect(() => model.learn(1, 1)).toThrow(new InvalidEvent('map should give features, but gave undefined'))
  expect(() => model.predict(1)).toThrow(InvalidEvent)
  expect(encode(model)).toEqual(bytes)
  expect(() => new StructuredPerceptron({ labels: 'open' as never, map })).toThrow('labels should be a list of labels')
  expect(() => new StructuredPerceptron({ labels: [1], map: 'no' as never })).toThrow('map should be a function')
})

test('what does not fit its block is refused', () => {
  expect(() => jointFeatureMap(0, [1, 2], 1)).toThrow('features should be at least 2, as far as x reaches, but is 1')
  expect(() => jointFeatureMap(-1, [1], 1)).toThrow('y should be a class index')
  expect(new Perceptron().predict(jointFeatureMap(1, [1], 1)).label).toBe(0)
})
