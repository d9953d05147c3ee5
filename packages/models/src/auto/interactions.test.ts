import { type Label, Random } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import { describe, expect, test } from 'vitest'
import { AutoClassifier } from './autoClassifier.ts'
import type { InteractionChoice } from './autoOptions.ts'
import { run } from './streams.fixture.ts'

const model = (interactions: InteractionChoice): AutoClassifier =>
  new AutoClassifier<Label>({ labels: [0, 1], interactions })

/** Two spirals, one a class. */
function spirals(events: number): { x: number[]; y: 0 | 1 }[] {
  const random = new Random(1)
  return Array.from({ length: events }, () => {
    const y = random.below(2) as 0 | 1
    const radius = 0.2 + random.next()
    const angle = 6 * radius + y * Math.PI
    return { x: [radius * Math.cos(angle), radius * Math.sin(angle)], y }
  })
}

/** Labels that three products decide. */
function products(events: number): { x: number[]; y: 0 | 1 }[] {
  const random = new Random(2)
  return Array.from({ length: events }, () => {
    const x = Array.from({ length: 6 }, () => random.normal())
    return { x, y: x[0]! * x[1]! + x[2]! * x[3]! + x[4]! * x[5]! > 0 ? 1 : 0 }
  })
}

describe('interactions', () => {
  test('trees find what no linear score finds, and products what only two features together say', () => {
    const [linear, trees] = [run(model('none'), spirals(4000)).loss, run(model('trees'), spirals(4000)).loss]
    expect(linear).toBeGreaterThan(0.6)
    expect(trees).toBeLessThan(0.45)
    const [without, all] = [run(model('trees'), products(2000)).loss, run(model('auto'), products(2000)).loss]
    expect(run(model('none'), products(2000)).loss).toBeGreaterThan(0.69)
    expect(all).toBeLessThan(0.7 * without)
  })

  test('sleep on text and beyond 24 inputs, unless all is asked for; who is awake is in the ticket', () => {
    const awake = (choice: InteractionChoice, inputs: number, features: number): number => {
      const learner = model(choice)
      const random = new Random(3)
      const event = (): { indices: number[]; values: number[] } => {
        const indices = new Set<number>()
        while (indices.size < inputs) indices.add(random.below(features))
        return { indices: [...indices].sort((a, b) => a - b), values: [...indices].map(() => random.next()) }
      }
      for (let t = 0; t < 600; t++) learner.learn(event(), t % 2)
      return learner.predict(event()).beliefs!.length - 2
    }
    expect(awake('auto', 5, 5)).toBe(17)
    expect(awake('auto', 24, 24)).toBe(17)
    expect(awake('auto', 25, 25)).toBe(13)
    expect(awake('auto', 10, 3000)).toBe(9)
    expect(awake('all', 10, 3000)).toBe(17)
    expect(awake('all', 65, 70)).toBe(13)
    expect(awake('trees', 5, 5)).toBe(13)
    expect(awake('none', 5, 5)).toBe(9)
  })

  test('what is saved is bounded, whatever the stream', () => {
    const random = new Random(4)
    const learner = model('all')
    let half = 0
    for (let t = 0; t < 6000; t++) {
      learner.learn(
        Array.from({ length: 20 }, () => random.normal()),
        random.below(2),
      )
      if (t === 3000) half = encode(learner).length
    }
    expect(encode(learner).length).toBeLessThan(1.3 * half)
    expect(encode(learner).length).toBeLessThan(1e6)
  })

  test('are left behind by the fifty-first class, saved and restored like before', () => {
    const learner = new AutoClassifier<number>({ labels: 'open' })
    for (let t = 0; t < 400; t++) {
      const ticket = learner.predict([t % 7, t % 3])
      learner.learn([t % 7, t % 3], t % 120, { ticket })
      expect(learner.predict([1, 2]).probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
      if (t % 50 !== 40) continue
      const copy = new AutoClassifier<number>({ labels: 'open' })
      restore(copy, encode(learner))
      expect(encode(copy)).toEqual(encode(learner))
    }
    expect(learner.predict([1, 2]).beliefs!.length).toBe(120 * 11)
  })

  test('a choice that is none is refused, and so is the snapshot of another', () => {
    expect(() => model('pairs' as InteractionChoice)).toThrow("interactions should be 'auto', 'none', 'trees', 'all'")
    expect(() => restore(model('trees'), encode(model('all')))).toThrow()
  })
})
