import type { Label, Learner, LearnOptions, Prediction, Vector } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { Clusters } from './clusters.ts'
import { planeModels } from './models.ts'
import { SideBySide } from './sideBySide.ts'

/** Writes down what a model is asked for. */
function watched(model: Learner<Vector, Label>, log: unknown[]): Learner<Vector, Label> {
  return {
    get t() {
      return model.t
    },
    get labels() {
      return model.labels
    },
    predict(x: Vector): Prediction<Label> {
      log.push(['predict', [...(x as number[])], model.t])
      return model.predict(x)
    },
    learn(x: Vector, y: Label, how?: LearnOptions<Label>): number {
      log.push(['learn', [...(x as number[])], model.t, y])
      return model.learn(x, y, how)
    },
    save: (to) => model.save(to),
    load: (from) => model.load(from),
  }
}

describe('side by side', () => {
  test('every model sees the same events in the same order, and predicts each before it learns it', () => {
    const [leader, ...others] = planeModels()
    const logs = others.map(() => [] as unknown[])
    const sideBySide = new SideBySide(
      others.map(({ model }, i) => watched(model, logs[i] as unknown[])),
      50,
    )
    const clusters = new Clusters(3, 4)
    const expected: unknown[] = []
    const right: boolean[][] = [[], [], [], []]
    for (let t = 0; t < 300; t++) {
      const [a, b, y] = clusters.point(t)
      const x = [a, b]
      expected.push(['predict', x, t], ['learn', x, t, y])
      for (const [i, { model }] of [leader, ...others].entries()) right[i]?.push(model.predict(x).label === y)
      const prediction = leader.model.predict(x)
      leader.model.learn(x, y)
      sideBySide.scored({ x, y, prediction })
    }
    for (const log of logs) expect(log).toEqual(expected)
    const share = (hits: boolean[]) => hits.filter(Boolean).length / hits.length
    expect(sideBySide.tallies.map(({ accuracy }) => accuracy)).toEqual(right.map(share))
    const last = right.map((hits) => share(hits.slice(-50)))
    expect(sideBySide.tallies.map(({ windowAccuracy }) => windowAccuracy)).toEqual(last)
  })

  test('the largest score is what the model answers, wherever one asks', () => {
    const models = planeModels()
    const clusters = new Clusters(5, 6)
    for (let t = 0; t < 2000; t++) {
      const [x, y, label] = clusters.point(t)
      for (const { model } of models) model.learn([x, y], label)
    }
    for (const { name, model, scores } of models) {
      const known = scores()
      expect(known.map(({ label }) => label)).toEqual(model.labels)
      for (let i = 0; i < 625; i++) {
        const [x, y] = [(i % 25) / 10 - 1.2031, Math.floor(i / 25) / 10 - 1.1973]
        const z = known.map(({ bias, a, b, aa, bb }) => bias + a * x + b * y + aa * x * x + bb * y * y)
        const answer = known[z.indexOf(Math.max(...z))]?.label
        expect([name, x, y, answer]).toEqual([name, x, y, model.predict([x, y]).label])
      }
    }
  })

  test('with a class seen once, all scores are finite', () => {
    for (const { model, scores } of planeModels()) {
      expect(scores()).toEqual([])
      model.learn([0.5, -0.5], 'A')
      model.learn([-0.5, 0.5], 'B')
      for (const { label, ...numbers } of scores()) expect(Object.values(numbers).every(Number.isFinite)).toBe(true)
    }
  })
})
