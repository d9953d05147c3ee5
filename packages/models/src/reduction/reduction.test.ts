import { argmax, type Label, Random } from '@rivulet/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GaussianNaiveBayes } from '../bayes/gaussianNaiveBayes.ts'
import { LogisticRegression } from '../logisticRegression.ts'
import { Perceptron } from '../perceptron.ts'
import type { BinaryLearner } from './binaryLearners.ts'
import { OneVsOne } from './oneVsOne.ts'
import { OneVsRest } from './oneVsRest.ts'

const point = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 })
const stream = (classes: number) =>
  fc.array(fc.record({ x: point, y: fc.integer({ min: 0, max: classes - 1 }) }), { maxLength: 40 })

describe('over K = 2', () => {
  test.each([
    ['one-vs-rest', OneVsRest, 'logistic', () => new LogisticRegression()],
    ['one-vs-one', OneVsOne, 'logistic', () => new LogisticRegression()],
    ['one-vs-rest', OneVsRest, 'Gaussian naive Bayes', () => new GaussianNaiveBayes({ labels: [0, 1], features: 3 })],
    ['one-vs-one', OneVsOne, 'Gaussian naive Bayes', () => new GaussianNaiveBayes({ labels: [0, 1], features: 3 })],
    ['one-vs-rest', OneVsRest, 'perceptron', () => new Perceptron()],
    ['one-vs-one', OneVsOne, 'perceptron', () => new Perceptron()],
  ] as const)('%s agrees with the binary model it is made of: %s %s', (_, Reduction, __, learner) => {
    fc.assert(
      fc.property(stream(2), point, (events, x) => {
        const model = new Reduction<number[], number>({
          labels: [0, 1],
          learner: learner as () => BinaryLearner<number[]>,
        })
        const binary = learner() as BinaryLearner<number[]>
        for (const event of events) {
          model.learn(event.x, event.y)
          binary.learn(event.x, event.y as 0 | 1)
        }
        const [p, q] = [model.predict(x), binary.predict(x)]
        for (const k of [0, 1]) expect(Math.abs(p.probabilities[k]! - q.probabilities[k]!)).toBeLessThan(1e-12)
        if (Math.abs(q.probabilities[0]! - 0.5) > 1e-9) expect(p.label).toBe(q.label)
      }),
    )
  })
  test.each([
    ['one-vs-rest', OneVsRest],
    ['one-vs-one', OneVsOne],
  ] as const)('%s of perceptrons answers as the perceptron, on ties too', (_, Reduction) => {
    const whole = fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 2, maxLength: 2 })
    const events = fc.array(fc.tuple(whole, fc.integer({ min: 0, max: 1 })), { maxLength: 30 })
    fc.assert(
      fc.property(events, (all) => {
        const model = new Reduction<number[], number>({ labels: [0, 1], learner: () => new Perceptron() })
        const binary = new Perceptron()
        for (const [x, y] of all) {
          expect(model.predict(x).probabilities).toEqual(binary.predict(x).probabilities)
          model.learn(x, y)
          binary.learn(x, y as 0 | 1)
        }
      }),
    )
  })
})

describe('learners that the lecture counts twice', () => {
  test.each([
    ['perceptrons', () => new Perceptron()],
    ['logistic regressions', () => new LogisticRegression()],
  ] as const)('%s told i from j and j from i have opposite scores, so ordered pairs vote alike', (_, learner) => {
    const whole = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 2, maxLength: 2 })
    fc.assert(
      fc.property(fc.array(fc.tuple(whole, fc.nat(1)), { maxLength: 30 }), whole, (events, x) => {
        const [pair, swapped] = [learner(), learner()]
        for (const [features, y] of events) {
          pair.learn(features, y as 0 | 1)
          swapped.learn(features, (1 - y) as 0 | 1)
        }
        expect(swapped.predict(x).beliefs![0]).toBeCloseTo(0 - pair.predict(x).beliefs![0]!, 12)
      }),
    )
  })
})

describe('over K classes', () => {
  const classes = 4
  test('one-vs-rest: each learner is the binary model of its class against all others, the largest score answers', () => {
    fc.assert(
      fc.property(stream(classes), point, (events, x) => {
        const labels = Array.from({ length: classes }, (_, k) => k)
        const model = new OneVsRest({ labels, learner: () => new Perceptron() })
        const binary = labels.map(() => new Perceptron())
        for (const event of events) {
          model.learn(event.x, event.y)
          for (const k of labels) binary[k]!.learn(event.x, event.y === k ? 1 : 0)
        }
        expect(model.predict(x).label).toBe(argmax(binary.map((learner) => learner.predict(x).beliefs![0]!)))
      }),
    )
  })
  test('one-vs-one: most votes, then the larger sum of scores', () => {
    fc.assert(
      fc.property(stream(classes), point, (events, x) => {
        const labels = Array.from({ length: classes }, (_, k) => k)
        const model = new OneVsOne({ labels, learner: () => new Perceptron() })
        const [votes, scores] = [labels.map(() => 0), labels.map(() => 0)]
        for (const event of events) model.learn(event.x, event.y)
        for (const i of labels) {
          for (const j of labels.slice(i + 1)) {
            const binary = new Perceptron()
            for (const { x: features, y } of events) if (y === i || y === j) binary.learn(features, y === j ? 1 : 0)
            const z = binary.predict(x).beliefs![0]!
            votes[z > 0 ? j : i]! += 1
            scores[i]! -= z
            scores[j]! += z
          }
        }
        const most = Math.max(...votes)
        const tied = labels.filter((k) => votes[k] === most)
        const best = Math.max(...tied.map((k) => scores[k]!))
        const { label, probabilities } = model.predict(x)
        expect(votes[label!]).toBe(most)
        expect(scores[label!]).toBeCloseTo(best, 9)
        expect(probabilities.filter((p) => p > 0)).toEqual([1])
      }),
    )
  })
  test.each([
    ['one-vs-rest', OneVsRest],
    ['one-vs-one', OneVsOne],
  ] as const)('%s learns classes that come as they please, and keeps what it learned', (_, Reduction) => {
    const random = new Random(1)
    const labels: Label[] = [0, '0', false, 'ünï']
    const model = new Reduction<number[], Label>({
      labels: 'open',
      learner: () => new LogisticRegression({ eta: 0.5 }),
    })
    const event = (k: number) => Array.from({ length: 4 }, (_, i) => (i === k ? 3 : 0) + random.normal() / 4)
    for (let known = 1; known <= 4; known++)
      for (let i = 0; i < 60; i++) {
        const k = random.below(known)
        model.learn(event(k), labels[k]!)
      }
    expect([...model.labels].sort()).toEqual([...labels].sort())
    for (const [k, y] of labels.entries()) expect(model.predict(event(k)).label).toBe(y)
  })
  test('a late label gives every binary learner its own ticket back', () => {
    const tickets: unknown[] = []
    class Watching extends LogisticRegression {
      override learn(...args: Parameters<LogisticRegression['learn']>): number {
        tickets.push(args[2]?.ticket)
        return super.learn(...args)
      }
    }
    const model = new OneVsRest({ labels: ['a', 'b', 'c'], learner: () => new Watching() })
    const ticket = model.predict([1, 2])
    const then = [0, 1, 2].map((k) => model.learner(k).predict([1, 2]))
    model.learn([1, 2], 'a')
    tickets.length = 0
    model.learn([1, 2], 'b', { ticket: JSON.parse(JSON.stringify(ticket)) })
    expect(tickets.map((t) => (t as { beliefs: number[] }).beliefs)).toEqual(then.map(({ beliefs }) => beliefs))
    expect(() => model.learn([1, 2], 'b', { ticket: { ...ticket, beliefs: [] } })).toThrow(
      'ticket should have the beliefs',
    )
  })
  test('the binary learners have labels 0 and 1', () => {
    const learner = () => new LogisticRegression({ labels: ['no', 'yes'] }) as unknown as BinaryLearner<number[]>
    expect(() => new OneVsRest({ labels: [1, 2], learner })).toThrow('labels of the binary learner should be 0 and 1')
  })
})
