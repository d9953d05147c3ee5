import {
  InvalidEvent,
  isSparse,
  type Label,
  maxFeatures,
  Random,
  type SnapshotWriter,
  type Stateful,
  type Vector,
} from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import { describe, expect, test } from 'vitest'
import { learners } from '../test/learners.ts'
import { BernoulliNaiveBayes } from './bayes/bernoulliNaiveBayes.ts'
import { MultinomialNaiveBayes } from './bayes/multinomialNaiveBayes.ts'
import { LogisticRegression } from './logisticRegression.ts'
import { MulticlassPerceptron } from './multiclassPerceptron.ts'
import { OneVsRest } from './reduction/oneVsRest.ts'
import { SoftmaxRegression } from './softmaxRegression.ts'

const random = new Random(2)
const extremes = [0, 1e-300, 5e-324, 1e-10, 1, 1e10, 1e50, 1e100]
const finite = (numbers: readonly number[] | undefined) => (numbers ?? []).every(Number.isFinite)

/** An event of the same features with other values, as sparse or dense as it was. */
function refilled(x: Vector, value: (i: number) => number): Vector {
  const fill = (values: ArrayLike<number>) => Array.from(values, (_, i) => value(i))
  return isSparse(x) ? { indices: x.indices, values: fill(x.values) } : fill(x)
}

describe.each(learners)('$name survives', ({ name, create, examples }) => {
  const labels = [...new Set(examples.map(({ y }) => y))]
  // Counts are ≥ 0.
  const sign = () => (name.startsWith('Multinomial') || random.below(2) === 0 ? 1 : -1)
  const some = () => labels[random.below(labels.length)]!
  const streams: [string, (i: number) => number, () => Label, readonly number[]][] = [
    ['all-zero events', () => 0, some, [0, 1, 2]],
    ['values from 5e-324 to 1e100', () => sign() * extremes[random.below(extremes.length)]!, some, [0, 1, 2]],
    ['values of 1e100', () => sign() * 1e100, some, [1]],
    ['values of 1e-300', () => sign() * 1e-300, some, [1]],
    ['a constant label', () => random.next(), () => labels[0]!, [0, 1, 2]],
    ['events that weigh 1000 times as much as others', () => random.below(3), some, [1, 1000]],
    [
      'weights from 1e-300 to 1e10, and any values',
      () => extremes[random.below(extremes.length)]!,
      some,
      [1e-300, 1, 1e10],
    ],
  ]
  test.each(streams)('%s: losses, probabilities and beliefs stay finite', (_, value, label, weights) => {
    const model = create()
    for (let t = 0; t < 300; t++) {
      const x = refilled(examples[t % examples.length]!.x, value)
      const ticket = model.predict(x)
      expect(finite(ticket.probabilities) && finite(ticket.beliefs)).toBe(true)
      if (ticket.probabilities.length > 0) expect(ticket.probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
      const loss = model.learn(x, label(), { ticket, weight: weights[random.below(weights.length)]! })
      expect(Number.isFinite(loss) && loss >= 0).toBe(true)
    }
    const after = model.predict(examples[0]!.x)
    expect(finite(after.probabilities) && finite(after.beliefs)).toBe(true)
  })
  test('a weight that is none, which comes with the event, is an invalid event and changes no byte', () => {
    const model = create()
    for (const { x, y } of examples.slice(0, 10)) model.learn(x, y)
    const bytes = encode(model)
    for (const weight of [-1, Number.NaN, 1e101, Infinity]) {
      const reason = new InvalidEvent(`weight should be a number from 0 to 2⁶⁴, but is ${weight}`)
      expect(() => model.learn(examples[0]!.x, examples[0]!.y, { weight })).toThrow(reason)
    }
    expect(() => model.learn(examples[0]!.x, examples[0]!.y, { weight: 1e60, eta: 1e60 })).toThrow(InvalidEvent)
    expect(encode(model)).toEqual(bytes)
  })
})

// AutoClassifier keeps weights in units of each feature's scale, and takes what is larger.
describe.each(learners.filter(({ name }) => !name.includes('Auto')))('$name', ({ create, examples }) => {
  test('|x| > 1e100 is refused with its reason, and changes no byte', () => {
    const model = create()
    for (const { x, y } of examples.slice(0, 10)) model.learn(x, y)
    const bytes = encode(model)
    for (const bad of [1.1e100, -1.1e100, Number.MAX_VALUE]) {
      const x = refilled(examples[0]!.x, (i) => (i === 2 ? bad : 0))
      const reason = new InvalidEvent(
        `${isSparse(x) ? 'x.values' : 'x'}[2] should be at most 1e+100 in magnitude, but is ${bad}`,
      )
      expect(() => model.learn(x, examples[0]!.y)).toThrow(reason)
      expect(() => model.predict(x)).toThrow(reason)
    }
    expect(encode(model)).toEqual(bytes)
  })
})

/** The snapshot of a learner with another last feature in each of its lists of features, and how many it has. */
function withFeature(model: Stateful, feature: number): { bytes: Uint8Array; lists: number } {
  let lists = 0
  const changed = (to: SnapshotWriter): SnapshotWriter => ({
    text: (name, value) => to.text(name, value),
    child: (name) => changed(to.child(name)),
    array(name, values, dtype) {
      const isList = name === 'features' && dtype === 'U32'
      if (isList) lists += 1
      to.array(name, isList ? [...Array.from(values).slice(0, -1), feature] : values, dtype)
    },
  })
  return { bytes: encode({ save: (to) => model.save(changed(to)), load() {} }), lists }
}

const mapped = learners.filter(({ create }) => withFeature(create(), 0).lists > 0)

test.each(mapped)(
  '$name refuses a snapshot with a feature beyond the largest, for which it would need memory',
  (subject) => {
    const model = subject.create()
    for (const { x, y } of subject.examples) model.learn(x, y)
    const { bytes } = withFeature(model, maxFeatures)
    expect(() => restore(subject.create(), bytes)).toThrow(/features.* should be .*below \d+, but /)
  },
)

test.each([
  ['softmax', () => new SoftmaxRegression<number>({ labels: 'open' })],
  ['multiclass perceptron', () => new MulticlassPerceptron<number>({ labels: 'open' })],
] as const)('1,000 classes, which come as they please: %s', (_, create) => {
  const model = create()
  for (let i = 0; i < 2000; i++) model.learn({ indices: [i % 1000], values: [1] }, i % 1000)
  expect(model.labels.length).toBe(1000)
  const { probabilities, label, unseen = 0 } = model.predict({ indices: [7], values: [1] })
  expect(label).toBe(7)
  expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
  expect(unseen).toBeLessThan(1)
})

test.each([
  ['one-vs-rest', () => new OneVsRest<Vector, number>({ labels: 'open', learner: () => new LogisticRegression() })],
  ['multinomial naive Bayes', () => new MultinomialNaiveBayes<number>({ labels: 'open' })],
  ['Bernoulli naive Bayes', () => new BernoulliNaiveBayes<number>({ labels: 'open' })],
] as const)('1,000 classes, each seen once: %s', (_, create) => {
  const model = create()
  for (let k = 0; k < 1000; k++) expect(model.learn({ indices: [k], values: [1] }, k)).toBeLessThan(50)
  expect(model.labels.length).toBe(1000)
  const { probabilities } = model.predict({ indices: [7], values: [1] })
  expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
})

test('a class seen once after a million events costs a finite, stated amount, and is known from then on', () => {
  const model = new SoftmaxRegression<string>({ labels: 'open' })
  const x = [
    { indices: [0], values: [1] },
    { indices: [1], values: [1] },
  ]
  for (let t = 0; t < 1_000_000; t++) model.learn(x[t & 1]!, t & 1 ? 'odd' : 'even')
  // One of t + K + 1 pseudo-counts was kept for what had not been seen.
  expect(model.learn({ indices: [2], values: [1] }, 'late')).toBeCloseTo(Math.log(1_000_000 + 3), 9)
  const { labels, probabilities } = model.predict({ indices: [2], values: [1] })
  expect(labels).toEqual(['even', 'odd', 'late'])
  expect(finite(probabilities)).toBe(true)
})

test('a step size that would blow the weights up is refused at the edge, not found in them later', () => {
  const model = new LogisticRegression()
  for (const eta of [-1, Number.NaN, Infinity, 1e101])
    expect(() => model.learn([1], 1, { eta })).toThrow('eta should be ≥ 0 and finite, at most 1e100')
  expect(model.t).toBe(0)
})
