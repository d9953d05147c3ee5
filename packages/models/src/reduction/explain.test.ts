import { log, Random } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { MultinomialNaiveBayes } from '../bayes/multinomialNaiveBayes.ts'
import { LogisticRegression } from '../logisticRegression.ts'
import { OneVsRest } from './oneVsRest.ts'

/** Log-odds of class 1, as the binary learner of a class says. */
function oddsOf(model: OneVsRest, k: number, x: number[]): number {
  const { probabilities } = model.learner(k).predict(x)
  return log(probabilities[1]!) - log(probabilities[0]!)
}

function taught(labels: string[]): { model: OneVsRest<number[], string>; x: number[] } {
  const model = new OneVsRest<number[], string>({ labels, learner: () => new LogisticRegression() })
  const random = new Random(1)
  for (let t = 0; t < 200; t++) model.learn([random.normal(), t % 3, 0], labels[t % labels.length] as string)
  return { model, x: [0.5, 2, 0] }
}

describe('OneVsRest explains', () => {
  test('the score of a class, feature by feature, exactly', () => {
    const { model, x } = taught(['a', 'b', 'c'])
    const { label, against, score, bias, contributions } = model.explain(x, { label: 'b' })
    expect([label, against]).toEqual(['b', undefined])
    expect(contributions.map(({ feature }) => feature).sort()).toEqual([0, 1])
    expect(contributions.reduce((sum, part) => sum + part.contribution, bias)).toBeCloseTo(score, 14)
    expect(score).toBeCloseTo(oddsOf(model as OneVsRest, 1, x), 12)
    expect(model.explain(x).label).toBe(model.predict(x).label)
  })

  test('why this class and not that one, with names', () => {
    const { model, x } = taught(['a', 'b', 'c'])
    const names = { names: (i: number) => [`feature ${i}`] }
    const { score, bias, contributions } = model.explain(x, { label: 'b', against: 'c', names })
    expect(score).toBeCloseTo(oddsOf(model as OneVsRest, 1, x) - oddsOf(model as OneVsRest, 2, x), 12)
    expect(contributions.reduce((sum, part) => sum + part.contribution, bias)).toBeCloseTo(score, 14)
    for (const { name, feature } of contributions) expect(name).toBe(`feature ${feature}`)
  })

  test('of two declared classes, one against the other', () => {
    const { model, x } = taught(['a', 'b'])
    const [a, b] = [model.explain(x, { label: 'a' }), model.explain(x, { label: 'b' })]
    expect([a.label, a.against, b.label, b.against]).toEqual(['a', 'b', 'b', 'a'])
    expect(b.score).toBeCloseTo(oddsOf(model as OneVsRest, 0, x), 12)
    expect(a.score).toBe(-b.score)
  })

  test('nothing that is not known, and says so', () => {
    const { model, x } = taught(['a', 'b', 'c'])
    expect(() => model.explain(x, { label: 'd' })).toThrow('label should be one of the labels known')
    const counts = new OneVsRest({
      labels: ['a', 'b', 'c'],
      learner: () => ({ ...plain(), save: () => {}, load: () => {} }),
    })
    expect(() => counts.explain([1], { label: 'a' })).toThrow('learner should be one with explain')
  })
})

/** A binary learner that explains nothing. */
function plain() {
  const model = new MultinomialNaiveBayes({ labels: [0, 1] })
  return {
    labels: [0, 1] as const,
    t: 0,
    predict: (x: number[] | Parameters<typeof model.predict>[0]) => model.predict(x),
    learn: (x: number[] | Parameters<typeof model.learn>[0], y: 0 | 1) => model.learn(x, y),
  }
}
