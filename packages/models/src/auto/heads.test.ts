import { Random } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { J } from './expertList.ts'
import { LogisticHead } from './logisticHead.ts'
import { Mixing } from './mixing.ts'
import { SoftmaxHead } from './softmaxHead.ts'

/** One event of a head: the answer, and the label shown. */
function turn(head: LogisticHead | SoftmaxHead, z: Float64Array, y: number, to: Mixing, t: number): number[] {
  const belief = head.believe([head.newLinked(J).take(z)], to)
  const answer = belief.answer(to.trust)
  belief.judge(y, to, t, 1)
  return answer
}

describe('the heads', () => {
  test('over two classes, softmax mixes as the logistic head does', () => {
    const random = new Random(1)
    const [one, two] = [new Mixing(J), new Mixing(J)]
    for (let t = 0; t < 300; t++) {
      const z = Float64Array.from({ length: J }, (_, j) => (j + 1) * 0.5 * random.normal())
      const both = new Float64Array(2 * J)
      both.set(z, J)
      const y = random.next() < 0.6 ? 1 : 0
      const p = turn(new LogisticHead(J), z, y, one, t)
      const q = turn(new SoftmaxHead(2, J), both, y, two, t)
      for (let k = 0; k < 2; k++) expect(q[k]).toBeCloseTo(p[k]!, 6)
    }
    for (let j = 0; j < one.mixer.weights.length; j++)
      expect(two.mixer.weights[j]).toBeCloseTo(one.mixer.weights[j]!, 5)
  })

  test('the mixer starts as the Bayes mixture', () => {
    const z = Float64Array.from({ length: 3 * J }, (_, at) => (at % 5) - 2)
    const head = new SoftmaxHead(3, J)
    const { numbers } = head.believe([head.newLinked(J).take(z)], new Mixing(J))
    for (let k = 0; k < 3; k++) expect(numbers[3 * J + 3 + k]).toBeCloseTo(numbers[3 * J + k]!, 14)
  })

  test('the mixer undoes what all experts have in common, and the guard then trusts it', () => {
    const random = new Random(2)
    const to = new Mixing(J)
    let [late, count] = [0, 0]
    for (let t = 0; t < 2000; t++) {
      // Every expert says three times the log-odds that are true.
      const odds = 2 * random.normal()
      const truth = 1 / (1 + Math.exp(-odds))
      const z = new Float64Array(J).fill(3 * odds)
      const p = turn(new LogisticHead(J), z, random.next() < truth ? 1 : 0, to, t)
      if (t >= 1000) {
        late += Math.abs(p[1]! - truth)
        count++
      }
    }
    expect(late / count).toBeLessThan(0.03)
    expect(to.guard.weights[1]).toBeGreaterThan(0.99)
  })

  test('softmax residuals land between 0 and where they started, in the same direction', () => {
    const head = new SoftmaxHead(4, J)
    const z = Float64Array.from({ length: 4 * J }, (_, at) => (at % 7) / 2)
    const [explicit, implicit] = [new Float64Array(4 * J), new Float64Array(4 * J)]
    const linked = head.newLinked(J).take(z)
    linked.residuals(2, explicit)
    linked.residuals(2, implicit)
    linked.implicit(2, 3, 50, implicit)
    const ratio = implicit[2 * J + 3]! / explicit[2 * J + 3]!
    expect(ratio).toBeGreaterThan(0)
    expect(ratio).toBeLessThan(0.2)
    for (let k = 0; k < 4; k++) expect(implicit[k * J + 3]! / explicit[k * J + 3]!).toBeCloseTo(ratio, 12)
    for (let k = 0; k < 4; k++) expect(implicit[k * J + 2]).toBe(explicit[k * J + 2])
  })
})
