import { dot } from '@rivulet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jointFeatureMap } from './jointFeatureMap.ts'
import { MulticlassPerceptron } from './multiclassPerceptron.ts'
import { Perceptron } from './perceptron.ts'

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

test('the multiclass perceptron is the one weight vector that steps by F(y, x) − F(ŷ, x)', () => {
  const classes = 3
  fc.assert(
    fc.property(fc.array(fc.tuple(block, fc.nat(classes - 1)), { maxLength: 40 }), (events) => {
      const model = new MulticlassPerceptron<number>({ labels: [0, 1, 2] })
      const w = new Float64Array(classes * (d + 1))
      for (const [features, y] of events) {
        const x = [...features, 1]
        const z = [0, 1, 2].map((c) => dot(w, jointFeatureMap(c, x, d + 1)))
        const answer = z.indexOf(Math.max(...z))
        expect(model.predict(features).label).toBe(answer)
        model.learn(features, y)
        const best = Math.max(...z.filter((_, c) => c !== y))
        const rival = best >= z[y]! ? z.findIndex((zc, c) => c !== y && zc === best) : y
        for (const [c, sign] of [
          [y, 1],
          [rival, -1],
        ] as const) {
          const { indices, values } = jointFeatureMap(c, x, d + 1)
          for (let j = 0; j < indices.length; j++) w[indices[j]!]! += sign * values[j]!
        }
      }
    }),
  )
})

test('what does not fit its block is refused', () => {
  expect(() => jointFeatureMap(0, [1, 2], 1)).toThrow('features should be at least 2, as far as x reaches, but is 1')
  expect(() => jointFeatureMap(-1, [1], 1)).toThrow('y should be a class index')
  expect(new Perceptron().predict(jointFeatureMap(1, [1], 1)).label).toBe(0)
})
