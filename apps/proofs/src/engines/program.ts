import { type Label, type Learner, type Prediction, Random, type Vector } from '@rivulet/core'
import { encode, record } from '@rivulet/core/snapshot'
import { AutoClassifier, LogisticRegression, SoftmaxRegression } from '@rivulet/models'
import { learners } from '@rivulet/models/test/learners'
import { adagrad, normalizedAdaptive } from '@rivulet/optim'
import { fingerprint } from './fingerprint.ts'

interface Event {
  readonly x: Vector
  readonly y: Label
}

/** A learner, and the stream that it learns. */
interface Subject {
  readonly name: string
  readonly create: () => Learner<Vector, Label>
  readonly events: readonly Event[]
}

/** Events between a prediction and its label, for every third event. */
const DELAY = 7

/**
 * What every engine must agree on, to the last bit: the fingerprint of the snapshot of every learner, after its stream.
 *
 * The streams are those of the conformance registry, ten times each, and larger ones of the lectures' shapes: dense and sparse, many classes,
 * labels that grow, values from subnormal to 10¹⁰⁰. A third of the labels come late, with their ticket.
 */
export function fingerprints(): Record<string, string> {
  return Object.fromEntries(
    subjects().map(({ name, create, events }) => [name, fingerprint(learned(create(), events))]),
  )
}

function learned(model: Learner<Vector, Label>, events: readonly Event[]): Uint8Array {
  const waiting: { event: Event; ticket: Prediction }[] = []
  for (const [i, event] of events.entries()) {
    const ticket = model.predict(event.x)
    if (i % 3 === 0) waiting.push({ event, ticket })
    else model.learn(event.x, event.y, i % 5 === 0 ? { ticket, weight: 0.5 } : { ticket })
    const first = waiting[0]
    if (first !== undefined && waiting.length > DELAY) {
      model.learn(first.event.x, first.event.y, { ticket: first.ticket })
      waiting.shift()
    }
  }
  return encode(record({ model }))
}

function subjects(): Subject[] {
  const random = new Random(5)
  const registered = learners.map(({ name, create, examples }) => ({
    name,
    create,
    events: Array.from({ length: 10 }, () => examples).flat(),
  }))
  const classes = (count: number): number[] => Array.from({ length: count }, (_, k) => k)
  const dense = (features: number, count: number, events: number): Event[] =>
    Array.from({ length: events }, () => {
      const y = random.below(count)
      return { x: Array.from({ length: features }, (_, i) => random.normal() + (i % count === y ? 1 : 0)), y }
    })
  const sparse = (events: number): Event[] =>
    Array.from({ length: events }, () => {
      const indices = [...new Set(Array.from({ length: 75 }, () => random.below(2 ** 18)))].sort((a, b) => a - b)
      const y = random.below(2)
      return { x: { indices: [y, ...indices.map((i) => i + 2)], values: [1, ...indices.map(() => random.next())] }, y }
    })
  const extremes = (events: number): Event[] =>
    Array.from({ length: events }, () => {
      const y = random.below(2)
      return { x: [5e-324, -0, 1e-300, 1e100, y, random.next() * 2 ** (random.below(120) - 60)], y }
    })
  const rules = { sgd: {}, adagrad: { rule: adagrad() }, normalizedAdaptive: { rule: normalizedAdaptive() } }
  const linear = Object.entries(rules).flatMap(([rule, options]) => [
    {
      name: `logistic, 75 of 2¹⁸, ${rule}`,
      create: () => new LogisticRegression<Label>({ labels: [0, 1], ...options }),
      events: sparse(300),
    },
    {
      name: `logistic, extremes, ${rule}`,
      create: () => new LogisticRegression<Label>({ labels: [0, 1], ...options }),
      events: extremes(100),
    },
    ...[2, 3, 7, 10, 17].map((count) => ({
      name: `softmax, 54 × ${count}, ${rule}`,
      create: () => new SoftmaxRegression<Label>({ labels: classes(count), features: 54, ...options }),
      events: dense(54, count, 200),
    })),
    {
      name: `softmax, 784 × open, ${rule}`,
      create: () => new SoftmaxRegression<Label>({ labels: 'open', ...options }),
      events: dense(784, 10, 60),
    },
  ])
  const auto = [
    { name: 'auto, 75 of 2¹⁸', labels: [0, 1], events: sparse(300) },
    { name: 'auto, extremes', labels: [0, 1], events: extremes(100) },
    { name: 'auto, 8 × 2', labels: [0, 1], events: dense(8, 2, 2000) },
    { name: 'auto, 54 × 7', labels: classes(7), events: dense(54, 7, 300) },
    { name: 'auto, 20 × open', labels: 'open' as const, events: dense(20, 12, 300) },
  ].map(({ name, labels, events }) => ({ name, events, create: () => new AutoClassifier<Label>({ labels }) }))
  return [...registered, ...linear, ...auto]
}
