import { type Label, type Prediction, Random } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { Accuracy, CohenKappa, CrossEntropy, Estimate, LabelEntropy, wilson } from '../index.ts'
import { studentQuantile } from './studentQuantile.ts'

const tickets: readonly Prediction<number>[] = [0, 1].map((label) => ({
  label,
  labels: [0, 1],
  probabilities: label === 0 ? [0.8, 0.2] : [0.2, 0.8],
}))

/** n hits (1) and misses (0): each is as the one before with probability ρ, else new, a hit with probability p. */
function hits(n: number, p: number, persistence: number, random: Random): number[] {
  let hit = random.next() < p ? 1 : 0
  return Array.from({ length: n }, () => {
    if (random.next() >= persistence) hit = random.next() < p ? 1 : 0
    return hit
  })
}

/** The share of `runs` series whose interval has p in it, and that of Wilson's. */
function coverage(runs: number, n: number, p: number, persistence: number): { stream: number; wilson: number } {
  const random = new Random(n + 1000 * p)
  let ours = 0
  let independent = 0
  for (let run = 0; run < runs; run++) {
    const accuracy = new Estimate<number>(() => new Accuracy())
    const series = hits(n, p, persistence, random)
    for (const hit of series) accuracy.update(hit, tickets[1] as Prediction<number>)
    const stream = accuracy.interval()
    if (stream.low <= p && p <= stream.high) ours++
    const plain = wilson(
      series.reduce((sum, hit) => sum + hit, 0),
      n,
    )
    if (plain.low <= p && p <= plain.high) independent++
  }
  return { stream: ours / runs, wilson: independent / runs }
}

describe('the interval of an Estimate', () => {
  test.each([[0.5], [0.8], [0.95]])(
    'holds for accuracy %d at least 9 times in 10 where errors persist with .9, as Wilson does not',
    (p) => {
      for (const n of [1000, 4000]) {
        const { stream, wilson: independent } = coverage(n === 1000 ? 400 : 150, n, p, 0.9)
        expect(stream).toBeGreaterThanOrEqual(0.9)
        expect(independent).toBeLessThan(0.55)
      }
    },
  )
  test.each([[0.5], [0.8], [0.95]])('holds for accuracy %d and independent events too', (p) => {
    const { stream } = coverage(400, 1000, p, 0)
    expect(stream).toBeGreaterThanOrEqual(0.93)
  })
  test('for independent events it is little wider than Wilson’s', () => {
    const random = new Random(3)
    const accuracy = new Estimate<number>(() => new Accuracy())
    const series = hits(10_000, 0.8, 0, random)
    for (const hit of series) accuracy.update(hit, tickets[1] as Prediction<number>)
    const { low, high } = accuracy.interval()
    const plain = wilson(accuracy.value * 10_000, 10_000)
    expect(high - low).toBeLessThan(1.6 * (plain.high - plain.low))
    expect(high - low).toBeGreaterThan(0.6 * (plain.high - plain.low))
  })
  test('holds for a metric that is no mean: κ of a coin with 70 % hits is .4', () => {
    const random = new Random(11)
    let held = 0
    for (let run = 0; run < 200; run++) {
      const kappa = new Estimate<number>(() => new CohenKappa())
      for (const hit of hits(1000, 0.7, 0.8, random)) {
        const y = random.next() < 0.5 ? 1 : 0
        kappa.update(y, tickets[hit === 1 ? y : 1 - y] as Prediction<number>)
      }
      const { low, high } = kappa.interval()
      if (low <= 0.4 && 0.4 <= high) held++
    }
    expect(held / 200).toBeGreaterThanOrEqual(0.9)
  })
  test('lies around the value, inside the range of the metric, and grows with the confidence', () => {
    const random = new Random(5)
    for (const create of [() => new Accuracy<number>(), () => new CrossEntropy<number>()]) {
      const estimate = new Estimate<number>(create)
      for (let n = 1; n <= 200; n++) {
        estimate.update(random.next() < 0.97 ? 1 : 0, tickets[1] as Prediction<number>)
        const { low, high } = estimate.interval()
        expect(low).toBeGreaterThanOrEqual(0)
        expect(low).toBeLessThanOrEqual(estimate.value)
        expect(high).toBeGreaterThanOrEqual(estimate.value)
        const wider = estimate.interval(0.99)
        expect(wider.low).toBeLessThanOrEqual(low)
        expect(wider.high).toBeGreaterThanOrEqual(high)
      }
    }
  })
  test('knows nothing at first', () => {
    expect(new Estimate(() => new Accuracy()).interval()).toEqual({ low: 0, high: 1 })
    expect(new Estimate(() => new LabelEntropy()).interval()).toEqual({ low: 0, high: Infinity })
  })
  test('of a difference leaves out what is hard for both', () => {
    const random = new Random(8)
    const [a, b] = [0, 1].map(() => new Estimate<number>(() => new Accuracy())) as [Estimate<number>, Estimate<number>]
    const hard = hits(4000, 0.5, 0.98, random)
    for (const easy of hard) {
      // Both fail together on hard stretches; a is right a little more often.
      a.update(1, tickets[easy === 1 || random.next() < 0.2 ? 1 : 0] as Prediction<Label> as Prediction<number>)
      b.update(1, tickets[easy] as Prediction<number>)
    }
    const difference = a.minus(b)
    expect(difference.low).toBeGreaterThan(0.05)
    expect(difference.high).toBeLessThan(0.15)
    const alone = a.interval()
    expect(alone.high - alone.low).toBeGreaterThan(2 * (difference.high - difference.low))
    expect(() => a.minus(new Estimate(() => new Accuracy()))).toThrow('events of the other should be 4000, but is 0')
  })
})

describe('studentQuantile', () => {
  // scipy 1.17.1: t.ppf((1 + p) / 2, even ν)
  test.each([
    [0.95, 2, 4.302652729749462],
    [0.95, 10, 2.228138851986274],
    [0.99, 31, 2.7499956535672254],
    [0.9, 62, 1.6698041625120112],
    [0.5, 4, 0.7406970841126829],
    [0.999, 2, 31.599054576445365],
  ])('at %d with %d degrees as in scipy', (p, degrees, t) => {
    expect(studentQuantile(p, degrees) / t).toBeCloseTo(1, 10)
  })
  test('refuses what it cannot know', () => {
    expect(() => studentQuantile(0.95, 1)).toThrow('degrees should be a whole number ≥ 2, but is 1')
    expect(() => studentQuantile(1, 4)).toThrow('p should be between 0 and 1, but is 1')
  })
})
