import { argmax, InvalidEvent, type Label, Random, softmax, type Vector } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import {
  hingeLoss,
  logisticLoss,
  multiclassPerceptronLoss,
  perceptronLoss,
  quadraticLoss,
  softmaxLoss,
  squaredLoss,
  tanhLoss,
  temperedSoftmaxLoss,
} from '@rivulet/optim'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LinearClassifier } from './linearClassifier.ts'
import { LogisticRegression } from './logisticRegression.ts'
import { MulticlassPerceptron } from './multiclassPerceptron.ts'
import { Perceptron } from './perceptron.ts'
import { SoftmaxRegression } from './softmaxRegression.ts'

const value = fc.double({ min: -3, max: 3, noNaN: true })
const point = fc.array(value, { minLength: 3, maxLength: 3 })
const stream = (classes: number) =>
  fc.array(fc.record({ x: point, y: fc.integer({ min: 0, max: classes - 1 }) }), { minLength: 1, maxLength: 40 })

describe('the lecture’s identities', () => {
  test('softmax with K = 2 is logistic regression, w = w₁ − w₀ and twice the step, to 1e-12', () => {
    fc.assert(
      fc.property(stream(2), (events) => {
        const two = new SoftmaxRegression<number>({ labels: [0, 1], eta: 0.1 })
        const one = new LogisticRegression<number>({ labels: [0, 1], eta: 0.2 })
        for (const { x, y } of events) {
          const [p, q] = [two.predict(x).probabilities, one.predict(x).probabilities]
          for (const k of [0, 1]) expect(Math.abs(p[k]! - q[k]!)).toBeLessThan(1e-12)
          expect(Math.abs(two.learn(x, y) - one.learn(x, y))).toBeLessThan(1e-12)
        }
        const [w1, w0, w] = [two.coefficients(1), two.coefficients(0), one.coefficients(1)]
        for (const [j, wj] of w.values.entries()) expect(w1.values[j]! - w0.values[j]!).toBeCloseTo(wj, 12)
      }),
    )
  })
  test('the multiclass perceptron over two classes is the binary one', () => {
    const integer = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(fc.tuple(integer, fc.integer({ min: 0, max: 1 })), { maxLength: 60 }), (events) => {
        const [two, one] = [
          new MulticlassPerceptron<number>({ labels: [0, 1] }),
          new Perceptron<number>({ labels: [0, 1] }),
        ]
        for (const [x, y] of events) {
          expect(two.predict(x).label).toBe(one.predict(x).label)
          two.learn(x, y)
          one.learn(x, y)
        }
        expect(two.coefficients(1)).toEqual(one.coefficients(1))
      }),
    )
  })
  test('softmax regression at a temperature that goes to 0 learns as the multiclass perceptron', () => {
    fc.assert(
      fc.property(stream(3), (events) => {
        const cold = new LinearClassifier<number>(temperedSoftmaxLoss(1e-9), { labels: [0, 1, 2], eta: 1 })
        const hard = new LinearClassifier<number>(multiclassPerceptronLoss, { labels: [0, 1, 2], eta: 1 })
        for (const { x, y } of events) {
          const z = [...hard.predict(x).beliefs!].sort((a, b) => b - a)
          // On a tie softmax shares what the perceptron gives to the first: both are right, they differ.
          if (z[0]! - z[1]! < 1e-3) continue
          expect(cold.predict(x).label).toBe(hard.predict(x).label)
          cold.learn(x, y)
          hard.learn(x, y)
        }
        for (const label of [0, 1, 2]) {
          for (const [j, w] of hard.coefficients(label).values.entries())
            expect(cold.coefficients(label).values[j]).toBeCloseTo(w, 9)
        }
      }),
    )
  })
  test('a cooler softmax answers the same and is surer of it', () => {
    const model = new SoftmaxRegression({ labels: ['a', 'b', 'c'] })
    for (const [x, y] of [
      [[1, 0], 'a'],
      [[0, 1], 'b'],
      [[-1, -1], 'c'],
    ] as const)
      model.learn(x, y)
    const z = model.predict([1, 0.2]).beliefs!
    expect(argmax(softmax(z, 0.1))).toBe(argmax(softmax(z, 10)))
    expect(Math.max(...softmax(z, 0.1))).toBeGreaterThan(Math.max(...softmax(z, 1)))
    expect(softmax(z, 1e-6)).toEqual([1, 0, 0])
  })
})

describe('perceptron', () => {
  test('the first example is a mistake, of either label: f(x) = 0 is on no side', () => {
    for (const y of [-1, 1] as const) {
      const model = new Perceptron({ labels: [-1, 1], features: 2 })
      model.learn([1, 2], y)
      expect(model.coefficients(1)).toEqual({ bias: y, indices: [0, 1], values: [y, 2 * y] })
    }
  })
  test('mistakes on separable data stay within (R/γ)², in any order and with many epochs', () => {
    const random = new Random(3)
    for (let run = 0; run < 50; run++) {
      const d = 1 + random.below(6)
      const w = Array.from({ length: d + 1 }, () => random.normal())
      const norm = Math.sqrt(w.reduce((sum, v) => sum + v * v, 0))
      const examples: { x: number[]; y: 0 | 1 }[] = []
      let [R, gamma] = [0, Infinity]
      while (examples.length < 60) {
        const x = Array.from({ length: d }, () => random.normal())
        const z = (w[d]! + x.reduce((sum, v, i) => sum + v * w[i]!, 0)) / norm
        if (Math.abs(z) < 0.05) continue
        gamma = Math.min(gamma, Math.abs(z))
        R = Math.max(R, Math.sqrt(1 + x.reduce((sum, v) => sum + v * v, 0)))
        examples.push({ x, y: z > 0 ? 1 : 0 })
      }
      const model = new Perceptron()
      let mistakes = 0
      for (let last = 1; last > 0; ) {
        last = 0
        for (const { x, y } of random.shuffle(examples)) {
          if (model.predict(x).label !== y) last += 1
          model.learn(x, y)
        }
        mistakes += last
        expect(mistakes).toBeLessThanOrEqual((R / gamma) ** 2)
      }
    }
  })
})

describe('what is no classifier', () => {
  test('a loss of numbers, or none, is refused with what to do', () => {
    for (const loss of [squaredLoss, undefined, {}])
      expect(() => new LinearClassifier(loss as never, { labels: [0, 1] })).toThrow(
        'loss should be that of a classifier, as softmaxLoss; LinearRegression learns numbers, but is',
      )
  })
  test('a loss of one score with labels that are not two is refused', () => {
    for (const labels of [['a', 'b', 'c'], ['a'], 'open'] as const)
      for (const loss of [hingeLoss, logisticLoss, perceptronLoss, tanhLoss, quadraticLoss])
        expect(() => new LinearClassifier<string>(loss, { labels })).toThrow(
          `labels should be two, for the ${loss.name} loss has one score, but is`,
        )
  })
})

describe('batch, minibatch, online', () => {
  test('a batch of one is learn, byte for byte', () => {
    fc.assert(
      fc.property(stream(3), fc.boolean(), (events, penalised) => {
        const options = { labels: 'open', ...(penalised ? { l1: 0.01, l2: 0.1 } : {}) } as const
        const [one, many] = [new LinearClassifier(softmaxLoss, options), new LinearClassifier(softmaxLoss, options)]
        for (const { x, y } of events) expect(many.learnMany([{ x, y }])).toBe(one.learn(x, y))
        expect(encode(many)).toEqual(encode(one))
      }),
    )
  })
  test.each([
    ['none', {}],
    ['L1 and L2', { l1: 0.05, l2: 0.1 }],
  ])('a batch takes one step on the average gradient; penalties: %s', (_, penalties) => {
    fc.assert(
      fc.property(stream(3), (events) => {
        const before = new SoftmaxRegression<number>({ labels: [0, 1, 2], eta: 0.3, ...penalties })
        const model = new SoftmaxRegression<number>({ labels: [0, 1, 2], eta: 0.3, ...penalties })
        for (const { x, y } of events) {
          before.learn(x, y)
          model.learn(x, y)
        }
        const loss = model.learnMany(events)
        const p = events.map(({ x }) => before.predict(x).probabilities)
        expect(loss).toBeCloseTo(events.reduce((sum, { y }, b) => sum - Math.log(p[b]![y]!), 0) / events.length, 9)
        for (const c of [0, 1, 2]) {
          const g = [0, 0, 0, 0]
          for (const [b, { x, y }] of events.entries())
            for (const [i, xi] of [1, ...x].entries()) g[i]! += ((p[b]![c]! - (y === c ? 1 : 0)) * xi) / events.length
          const [was, now] = [before.coefficients(c), model.coefficients(c)]
          expect(now.bias).toBeCloseTo(was.bias - 0.3 * g[0]!, 10)
          const { l1 = 0, l2 = 0 } = penalties as { l1?: number; l2?: number }
          for (const [j, i] of now.indices.entries()) {
            const v = (1 - 0.3 * l2) * was.values[was.indices.indexOf(i)]! - 0.3 * g[i + 1]!
            expect(now.values[j]).toBeCloseTo(Math.sign(v) * Math.max(0, Math.abs(v) - 0.3 * l1), 10)
          }
        }
        expect(model.t).toBe(2 * events.length)
      }),
      { numRuns: 40 },
    )
  })
  test('a bad example in a batch changes no byte, nor do more new labels than the cap allows', () => {
    const model = new SoftmaxRegression({ labels: 'open', maxLabels: 2 })
    model.learn([1], 'a')
    const bytes = encode(model)
    const good = { x: [1], y: 'b' }
    for (const bad of [
      { x: [Number.NaN], y: 'a' },
      { x: [1], y: {} as Label },
      { x: [1], y: 'c' },
    ])
      expect(() => model.learnMany([good, bad])).toThrow(InvalidEvent)
    expect(() => model.learnMany([good], { eta: -1 })).toThrow('eta should be ≥ 0 and finite, at most 1e100, but is -1')
    expect(encode(model)).toEqual(bytes)
    expect(model.learnMany([])).toBeNaN()
    expect(encode(model)).toEqual(bytes)
  })
})

describe('labels and weights', () => {
  test('labels come in any order and of any type, and 0, "0" and false are three', () => {
    const labels: Label[] = [0, '0', false, 'ünï😀', -1.5, true, '', '__proto__']
    fc.assert(
      fc.property(fc.shuffledSubarray(labels, { minLength: 1 }), (order) => {
        const model = new SoftmaxRegression({ labels: 'open', eta: 1 })
        expect(model.predict([1]).label).toBeUndefined()
        for (let epoch = 0; epoch < 30; epoch++)
          for (const y of order) model.learn({ indices: [labels.indexOf(y)], values: [1] }, y)
        expect(model.labels).toEqual(order)
        for (const y of order) expect(model.predict({ indices: [labels.indexOf(y)], values: [1] }).label).toBe(y)
      }),
      { numRuns: 30 },
    )
  })
  test('more labels than the cap are refused, and say so', () => {
    const model = new MulticlassPerceptron({ labels: 'open', maxLabels: 2 })
    model.learn([1], 'a')
    model.learn([1], 'b')
    expect(() => model.learn([1], 'c')).toThrow(
      new InvalidEvent('y should be one of the 2 labels already known (the option maxLabels), but is "c"'),
    )
    expect(model.labels).toEqual(['a', 'b'])
  })
  test('an event of weight c takes c times the step; of weight 0, none', () => {
    fc.assert(
      fc.property(stream(3), fc.double({ min: 0, max: 5, noNaN: true }), (events, weight) => {
        const [weighted, longer] = [
          new SoftmaxRegression<number>({ labels: [0, 1, 2] }),
          new SoftmaxRegression<number>({ labels: [0, 1, 2] }),
        ]
        for (const { x, y } of events) {
          weighted.learn(x, y, { weight })
          longer.learn(x, y, { eta: weight * longer.eta() })
        }
        for (const y of [0, 1, 2])
          for (const [j, w] of longer.coefficients(y).values.entries())
            expect(weighted.coefficients(y).values[j]).toBeCloseTo(w, 12)
      }),
    )
  })
  test('class weights are event weights by class, and do not change the loss reported', () => {
    fc.assert(
      fc.property(stream(2), (events) => {
        const classWeights = new Map([[1, 3]])
        const [byClass, byEvent] = [
          new LinearClassifier<number>(logisticLoss, { labels: [0, 1], classWeights }),
          new LinearClassifier<number>(logisticLoss, { labels: [0, 1] }),
        ]
        for (const { x, y } of events)
          expect(byClass.learn(x, y)).toBe(byEvent.learn(x, y, { weight: y === 1 ? 3 : 1 }))
        expect(byClass.coefficients(1)).toEqual(byEvent.coefficients(1))
      }),
    )
    expect(() => new LogisticRegression({ classWeights: new Map([[1, -1]]) })).toThrow(
      'classWeights should be ≥ 0, but is -1',
    )
  })
})

describe('explain', () => {
  const names = { names: (i: number) => (i === 1 ? [] : [`feature ${i}`, ...(i === 2 ? ['another'] : [])]) }
  test.each([
    ['logistic', logisticLoss, 2],
    ['softmax', softmaxLoss, 3],
    ['hinge', hingeLoss, 2],
    ['tanh', tanhLoss, 2],
    ['quadratic', quadraticLoss, 2],
    ['multiclass perceptron', multiclassPerceptronLoss, 3],
  ] as const)('%s: bias and contributions sum to the score', (_, loss, classes) => {
    const labels = Array.from({ length: classes }, (_, k) => k)
    fc.assert(
      fc.property(stream(classes), point, fc.boolean(), (events, x, penalised) => {
        const model = new LinearClassifier<number>(loss, { labels, ...(penalised ? { l1: 0.02, l2: 0.1 } : {}) })
        for (const event of events) model.learn(event.x, event.y)
        const z = model.predict(x).beliefs!
        const scoreOf = (k: number) => (z.length === 1 ? (k === 1 ? z[0]! : 0 - z[0]!) : z[k]!)
        for (const label of labels) {
          const { score, bias, contributions } = model.explain(x, { label })
          expect(score).toBeCloseTo(scoreOf(label), 12)
          expect(contributions.reduce((sum, c) => sum + c.contribution, bias)).toBeCloseTo(score, 12)
          for (const c of contributions) expect(c.value).toBe(x[c.feature])
        }
        const [a, b] = [labels.at(-1)!, 0]
        const difference = z.length === 1 ? z[0]! : scoreOf(a) - scoreOf(b)
        expect(model.explain(x, { label: a, against: b }).score).toBeCloseTo(difference, 12)
        expect(model.explain(x).label).toBe(model.predict(x).label)
      }),
      { numRuns: 40 },
    )
  })
  test('names come from a dictionary, the largest contribution comes first, and what is 0 is not there', () => {
    const model = new LogisticRegression({ eta: 1 })
    model.learn([1, 2, 4], 1)
    expect(model.explain([1, 0, 1], { names })).toEqual({
      label: 1,
      against: 0,
      score: 3,
      bias: 0.5,
      contributions: [
        { feature: 2, name: 'feature 2 | another', value: 1, contribution: 2 },
        { feature: 0, name: 'feature 0', value: 1, contribution: 0.5 },
      ],
    })
    expect(model.explain([0, 1, 0], { names }).contributions).toEqual([{ feature: 1, value: 1, contribution: 1 }])
    expect(() => model.explain([Number.NaN, 0, 0])).toThrow(InvalidEvent)
    expect(() => new SoftmaxRegression({ labels: 'open' }).explain([1])).toThrow(
      'label should be one of the labels known',
    )
  })
})

test.each([3, 10])('%d × 3073, as in the lecture: CIFAR-10’s pixels and a bias', (classes) => {
  const random = new Random(1)
  const labels = Array.from({ length: classes }, (_, k) => k)
  const model = new SoftmaxRegression({ labels, features: 3072, eta: 0.002 })
  const image = (k: number): Vector =>
    Float64Array.from({ length: 3072 }, (_, i) => random.next() - 0.5 + (i % classes === k ? 0.2 : 0))
  for (let i = 0; i < 20; i++) for (const k of random.shuffle(labels)) model.learn(image(k), k)
  for (const k of labels) expect(model.predict(image(k)).label).toBe(k)
  expect(model.coefficients(0).values.length + 1).toBe(3073)
})
