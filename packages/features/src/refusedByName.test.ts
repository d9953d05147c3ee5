import { checkVector, InvalidEvent, type Vector } from '@rivulet/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FeatureHasher, OneHotEncoder, pipeline } from './index.ts'

/** A learner that takes what the models take. */
const learner = {
  t: 0,
  labels: ['no', 'yes'],
  predict(x: Vector) {
    checkVector(x, { magnitude: 1e100 })
    return { label: 'no', labels: ['no', 'yes'], probabilities: [0.5, 0.5] }
  },
  learn(x: Vector) {
    checkVector(x, { magnitude: 1e100 })
    return Math.LN2
  },
  save() {},
  load() {},
}

/** Numbers of all sizes, near the limit too. */
const anyNumber = fc.oneof(fc.double(), fc.constantFrom(1e100, -1e100, 1.0000001e100, 1e308, Infinity, Number.NaN))

describe.each([
  ['FeatureHasher', () => new FeatureHasher<Record<string, number>>()],
  ['OneHotEncoder', () => new OneHotEncoder<Record<string, number>>()],
])('behind a %s', (_, create) => {
  test('a number that no model takes is refused with the name of its field, by predict and by learn', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (a, b) => {
        const transformer = create()
        // Its names have an index, so that an encoder leaves nothing out.
        transformer.learn({ alpha: 1, beta: 1 })
        const model = pipeline(transformer, learner)
        const bad = Math.abs(a) <= 1e100 ? (Math.abs(b) <= 1e100 ? undefined : ['beta', b]) : ['alpha', a]
        for (const act of [
          () => model.predict({ alpha: a, beta: b }),
          () => model.learn({ alpha: a, beta: b }, 'yes'),
        ]) {
          if (bad === undefined) act()
          else {
            const [name, value] = bad
            const expected = Number.isFinite(value) ? 'at most 1e100 in magnitude' : 'finite'
            expect(act).toThrow(InvalidEvent)
            expect(act).toThrow(`${name} should be ${expected}, but is ${value}`)
          }
        }
      }),
      { seed: 25 },
    )
  })
})
