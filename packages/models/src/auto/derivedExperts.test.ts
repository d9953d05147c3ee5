import { Random } from '@rivulet/core'
import { expect, test } from 'vitest'
import { DerivedExperts } from './derivedExperts.ts'
import { DERIVED, DERIVED_EXPERTS } from './expertList.ts'
import { LogisticHead } from './logisticHead.ts'
import { SoftmaxHead } from './softmaxHead.ts'

/** Learns an event of inputs, and returns what was said of it. */
function learn(experts: DerivedExperts, inputs: readonly [number, number][], y: number): number[] {
  experts.begin(inputs.length)
  for (const [input, value] of inputs) {
    experts.table.admit(input)
    experts.places[experts.count] = experts.table.placeOf(input)
    experts.values[experts.count++] = value
  }
  const linked = experts.link()
  const said = [...linked.p]
  experts.step(linked, y, 1, 1)
  return said
}

const random = new Random(1)
const inputs = (): [number, number][] =>
  [...new Set([random.below(9), random.below(9), random.below(9)])].map((input) => [input, random.normal()])

/** The formula, class by class. */
class Naive {
  readonly #rows: number
  readonly #u = new Map<string, number>()
  readonly #a = new Map<number, number>()
  #squares = 0
  #t = 0

  constructor(rows: number) {
    this.#rows = rows
  }

  learn(active: readonly [number, number][], y: number): number[] {
    const rows = [...Array(this.#rows).keys()]
    const u = (i: number, k: number, j: number): number => this.#u.get(`${i} ${k} ${j}`) ?? 0
    const z = rows.map((k) => DERIVED_EXPERTS.map((_, j) => active.reduce((sum, [i, v]) => sum + u(i, k, j) * v, 0)))
    const p = z.map((each) =>
      each.map((zj, j) => {
        if (rows.length === 1) return 1 / (1 + Math.exp(-zj))
        return Math.exp(zj) / z.reduce((sum, other) => sum + Math.exp(other[j]!), 0)
      }),
    )
    const r = p.map((each, k) => each.map((pj) => (rows.length === 1 ? y : Number(k === y)) - pj))
    const r2 = r.flat().reduce((sum, each) => sum + each * each, 0) / DERIVED
    this.#squares += active.reduce((sum, [, v]) => sum + v * v, 0)
    const unit = Math.sqrt(++this.#t / this.#squares)
    for (const [i, v] of active) {
      this.#a.set(i, (this.#a.get(i) ?? 0) + r2 * v * v)
      const adaptive = (unit * v) / Math.sqrt(this.#a.get(i)!)
      for (const k of rows) {
        for (const [j, { family, rate }] of DERIVED_EXPERTS.entries()) {
          const step = rate * r[k]![j]! * (family === 'constant' ? unit * unit * v : adaptive)
          this.#u.set(`${i} ${k} ${j}`, u(i, k, j) + step)
        }
      }
    }
    return p.flat()
  }
}

test.each([
  ['two classes', new LogisticHead(DERIVED), 2],
  ['three classes', new SoftmaxHead(3, DERIVED), 3],
])('the experts over derived inputs do what their formula says: %s', (_, head, classes) => {
  const experts = new DerivedExperts(head)
  const naive = new Naive(head.rows)
  for (let event = 0; event < 200; event++) {
    const active = inputs()
    const y = random.below(classes)
    const expected = naive.learn([[-1, 1], ...active], y)
    // Roots are within 0.8 % of what they should be, and some steps are long.
    for (const [at, p] of learn(experts, active, y).entries()) expect(Math.abs(p - expected[at]!)).toBeLessThan(0.03)
  }
})
