import { describe, expect, test } from 'vitest'
import { FeatureHasher, OneHotEncoder, pipeline, quadratic, RobustScaler } from './index.ts'

/** A call as plain JavaScript makes it. */
// biome-ignore lint/suspicious/noExplicitAny: what types would refuse is what is tested
type Wrong = any

const model: Wrong = { t: 0, labels: [], predict() {}, learn() {}, save() {}, load() {} }

describe('a wrong call is refused where it is made, in words that name it', () => {
  test.each<[() => unknown, string]>([
    [
      () => new FeatureHasher({ width: 10 } as Wrong),
      'options of FeatureHasher should be bits, names, seed or signed, but there is "width"',
    ],
    [() => new FeatureHasher(10 as Wrong), 'options of FeatureHasher should be an object'],
    [() => new FeatureHasher({ bits: '10' } as Wrong), 'bits should be a whole number from 1 to 30, but is "10"'],
    [() => new OneHotEncoder(null as Wrong), 'options of OneHotEncoder should be an object'],
    [() => new RobustScaler({ window: 8, limits: 3 } as Wrong), 'there is "limits"'],
    [() => new RobustScaler({ limit: '3' } as Wrong), 'limit should be > 0, but is "3"'],
    [() => quadratic({ degree: 2 } as Wrong), 'there is "degree"'],
    [() => (pipeline as Wrong)(new FeatureHasher()), 'the last of a pipeline should be a learner'],
    [() => (pipeline as Wrong)(model), 'a pipeline should be a transformer or a function, and then a learner'],
    [() => (pipeline as Wrong)(model, new FeatureHasher()), 'the last of a pipeline should be a learner, but is a'],
    [
      () => (pipeline as Wrong)(model, model),
      'step 1 of a pipeline should be a transformer or a function, but is "a learner',
    ],
    [() => (pipeline as Wrong)([new FeatureHasher(), model]), 'the last of a pipeline should be a learner'],
    [() => (pipeline as Wrong)(), 'the last of a pipeline should be a learner, but is undefined'],
  ])('%o', (call, words) => {
    expect(call).toThrow(RangeError)
    expect(call).toThrow(words)
  })
})
