import { Random } from '@rivulet/core'
import { expect, test } from 'vitest'
import { AutoClassifier } from './autoClassifier.ts'

test.each([[['a', 'b']], [['a', 'b', 'c']]])('the parts of an explanation sum to the mean score: %s', (labels) => {
  const random = new Random(1)
  const model = new AutoClassifier<string>({ labels })
  const event = (): number[] => Array.from({ length: 4 }, (_, i) => (i === 3 ? random.below(2) : 5 + random.normal()))
  for (let t = 0; t < 400; t++) {
    const x = event()
    model.learn(x, labels[(x[0]! > 5 === x[1]! > 5 ? 0 : 1) + (labels.length > 2 && x[3] === 1 ? 1 : 0)]!)
  }
  const awake = model.mixture.map(({ weight }) => weight)
  for (let t = 0; t < 50; t++) {
    const x = event()
    const { beliefs } = model.predict(x)
    // With two classes beliefs begin with the log-odds; with more, with log-probabilities, whose differences are those of scores.
    const score = (k: number): number => awake.reduce((sum, pi, j) => sum + pi * beliefs![k * awake.length + j]!, 0)
    const expected = labels.length === 2 ? score(0) : score(1) - score(0)
    const { bias, contributions, score: total, pairs } = model.explain(x, { label: 'b', against: 'a' })
    expect(total).toBeCloseTo(expected, 6)
    expect(contributions.reduce((sum, { contribution }) => sum + contribution, bias)).toBeCloseTo(total, 9)
    expect(pairs.every(({ features: [a, b] }) => a !== b && x[a] !== 0 && x[b] !== 0)).toBe(true)
    expect(model.explain(x, { label: 'a', against: 'b' }).score).toBeCloseTo(-total, 9)
  }
})

test('where two features only together say what the label is, their pair is named first', () => {
  const random = new Random(2)
  const model = new AutoClassifier<boolean>({ labels: [false, true] })
  const event = (): number[] => Array.from({ length: 5 }, () => random.normal())
  for (let t = 0; t < 1000; t++) {
    const x = event()
    model.learn(x, x[1]! * x[3]! > 0)
  }
  const x = [0.1, 1.5, -0.1, 1.5, 0.2]
  const { pairs, contributions } = model.explain(x, { label: true, names: { names: (i) => [`f${i}`] } })
  expect(pairs[0]!.names).toEqual(['f1', 'f3'])
  expect(pairs[0]!.contribution).toBeGreaterThan(0)
  expect(
    contributions
      .slice(0, 2)
      .map(({ feature }) => feature)
      .sort(),
  ).toEqual([1, 3])
  expect(model.coefficients(true).share).toBeLessThan(0.1)
  expect(() => model.explain(x, { label: 'x' as never })).toThrow('label should be one of the labels known')
})
