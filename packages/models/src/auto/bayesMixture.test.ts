import { log, Random } from '@rivulet/core'
import { expect, test } from 'vitest'
import { BayesMixture } from './bayesMixture.ts'

/** The extra loss of the mixture over a sequence of members, on a stream where the good one is named for each event. */
function regret(good: (t: number) => number, members: number, events: number): number {
  const random = new Random(1)
  const mixture = new BayesMixture(members, 0.3)
  let extra = 0
  for (let t = 0; t < events; t++) {
    const p = Array.from({ length: members }, (_, j) => (j === good(t) ? 0.9 : 0.1 + 0.7 * random.next()))
    extra += log(p[good(t)] as number) - log(p.reduce((sum, pj, j) => sum + pj * mixture.weights[j]!, 0))
    mixture.update(p, members, true, t, 1)
  }
  return extra
}

test('against the best member the extra loss is at most ln n and the share', () => {
  expect(regret(() => 3, 9, 5000)).toBeLessThan(log(9) + 0.3 * log(5001) + 0.3)
})

test('against the best sequence with S switches it is at most about (S + 1)(ln n + ln T)', () => {
  expect(regret((t) => Math.floor(t / 1000) % 9, 9, 5000)).toBeLessThan(5 * (log(9) + log(5000)))
})

test('weights sum to 1, none is ever 0, and a weight of 2 counts twice', () => {
  const [once, twice] = [new BayesMixture(3, 0), new BayesMixture(3, 0)]
  once.update([0.2, 0.3, 0], 3, true, 0, 1)
  once.update([0.2, 0.3, 0], 3, true, 1, 1)
  twice.update([0.2, 0.3, 0], 3, true, 0, 2)
  for (let j = 0; j < 3; j++) expect(twice.weights[j]).toBeCloseTo(once.weights[j]!, 14)
  for (const weight of [0, 1e-300, 1e3, 1e100]) twice.update([0.2, 0.3, 1e-9], 3, true, 0, weight)
  expect([...twice.weights]).toEqual([0, 1, 0])
  const sharing = new BayesMixture(3, 0.3)
  for (let t = 0; t < 1000; t++) sharing.update([0, 0, 1], 3, true, t, 1)
  expect(sharing.weights.reduce((a, b) => a + b)).toBeCloseTo(1, 14)
  expect(Math.min(...sharing.weights)).toBeGreaterThan(0)
})

test('who sleeps keeps the weight it has, and the others share what they have', () => {
  const mixture = new BayesMixture(4, 0.3)
  mixture.update([0.9, 0.1, 0.3, 0.5], 4, true, 0, 1)
  const before = [...mixture.weights]
  for (let t = 1; t < 20; t++) mixture.update([0.2, 0.8], 2, true, t, 1)
  expect([...mixture.weights].slice(2)).toEqual(before.slice(2))
  expect(mixture.weights[0]! + mixture.weights[1]!).toBeCloseTo(before[0]! + before[1]!, 14)
  expect(mixture.weights[1]).toBeGreaterThan(mixture.weights[0]!)
})
