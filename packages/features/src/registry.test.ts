import { Random, type Transformer, type Vector } from '@rivulet/core'
import { snapshotLaws, transformerLaws } from '@rivulet/core/conformance'
import { describe, expect, test } from 'vitest'
import * as features from './index.ts'
import { FeatureHasher, MinMaxScaler, OneHotEncoder, RobustScaler, SlotGauge, StandardScaler } from './index.ts'

interface Registered {
  readonly create: () => Transformer<never, unknown>
  readonly events: readonly unknown[]
  readonly refused: readonly unknown[]
}

const random = new Random(1)
const records = Array.from({ length: 40 }, (_, i) => ({
  day: `d${i % 7}`,
  hour: (i * 5) % 24,
  late: i % 3 === 0,
  tags: [`t${i % 4}`, `t${(i + 1) % 4}`, 'all'],
  gate: i % 2 === 0 ? null : { name: `g${i}`, floor: i % 5 },
}))
const vectors: readonly Vector[] = Array.from({ length: 40 }, (_, i) => {
  const values = Array.from({ length: 3 }, () => random.normal() * 10 ** random.below(4))
  return i % 3 === 0 ? { indices: [0, 2, 90 + (i % 4)], values } : values
})

const ofRecords = (create: () => Transformer<never, unknown>): Registered => ({
  create,
  events: records,
  refused: [{ a: Number.NaN }, { a: new Date(0) }, { a: [1] }, [], new Map()],
})
const ofVectors = (create: () => Transformer<never, unknown>): Registered => ({
  create,
  events: vectors,
  refused: [{}, { indices: [1, 0], values: [1, 1] }, [Number.NaN], [1, '2'], [-Infinity]],
})

/** Every transformer that this package exports, in the variants that differ in their state. */
const TRANSFORMERS: Readonly<Record<string, Registered>> = {
  OneHotEncoder: ofRecords(() => new OneHotEncoder()),
  'OneHotEncoder that is full': ofRecords(() => new OneHotEncoder({ max: 9 })),
  FeatureHasher: ofRecords(() => new FeatureHasher({ bits: 10 })),
  'FeatureHasher, narrow, signed, with a dictionary': ofRecords(
    () => new FeatureHasher({ bits: 4, signed: true, names: 20 }),
  ),
  StandardScaler: ofVectors(() => new StandardScaler()),
  MinMaxScaler: ofVectors(() => new MinMaxScaler()),
  RobustScaler: ofVectors(() => new RobustScaler({ window: 8 })),
}

describe.each(Object.entries(TRANSFORMERS))('%s', (_, { create, events, refused }) => {
  for (const law of transformerLaws<unknown, unknown>({
    create: create as () => Transformer<unknown, unknown>,
    events,
    refused,
  }))
    test(law.name, () => law.check())
})

test.each(
  Object.entries(features).filter(([, value]) => 'transform' in (value.prototype ?? {}) && 'save' in value.prototype),
)('%s has the laws of transformers', (name, value) => {
  // A pipeline is a learner, and has the laws of learners in pipeline.test.ts.
  const registered =
    name === 'PipelineLearner' || Object.values(TRANSFORMERS).some(({ create }) => create().constructor === value)
  expect(registered, `add ${name} to TRANSFORMERS in packages/features/src/registry.test.ts`).toBe(true)
})

describe('SlotGauge', () => {
  for (const law of snapshotLaws({
    create: () => new SlotGauge(20),
    use(gauge, i) {
      gauge.add((7 * i) % 19)
      if (!(gauge.fill > 0 && gauge.fill <= 1 && gauge.names > 0)) throw new Error(`it is ${gauge.fill} full`)
    },
  }))
    test(law.name, () => law.check())
})
