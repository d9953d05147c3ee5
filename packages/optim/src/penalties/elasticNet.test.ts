import { snapshotLaws } from '@rivulet/core/conformance'
import { decode, encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ElasticNet } from './elasticNet.ts'

interface Penalties {
  readonly l1: number
  readonly l2: number
}

const strength = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1, noNaN: true }))
const penalties: fc.Arbitrary<Penalties> = fc.record({ l1: strength, l2: strength })
const steps = fc.array(
  fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    // So large that every weight is 0 after it; and so large that an age is over after a few of them.
    fc.constantFrom(0, 1, 3, 0.999999),
  ),
  { minLength: 1, maxLength: 30 },
)

/** What one step does to a weight that it does not move: w ← cut(a w, η λ₁). */
function dense(w: number, eta: number, { l1, l2 }: Penalties): number {
  const v = Math.max(0, 1 - eta * l2) * w
  return Math.sign(v) * Math.max(0, Math.abs(v) - eta * l1)
}

function near(lazy: number, exact: number): void {
  expect(Math.abs(lazy - exact)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(exact)))
}

describe('a weight caught up', () => {
  test('from any mark at any later step is what every step in turn makes of it', () => {
    fc.assert(
      fc.property(
        penalties,
        steps,
        fc.nat(),
        fc.nat(),
        fc.double({ min: -4, max: 4, noNaN: true }),
        (of, etas, a, b, w) => {
          const [mark, read] = [a % (etas.length + 1), b % (etas.length + 1)].sort((i, j) => i - j) as [number, number]
          const penalty = new ElasticNet(of)
          const marks = new Float64Array(ElasticNet.marks)
          let exact = w
          for (let t = 0; t <= read; t++) {
            if (t === mark) penalty.settled(marks, 0)
            if (t === read) break
            penalty.charge(etas[t] as number)
            if (t >= mark) exact = dense(exact, etas[t] as number, of)
          }
          penalty.since(marks, 0)
          near(penalty.shrink(w), exact)
          expect(penalty.knows(marks, 0)).toBe(true)
        },
      ),
      { seed: 1, numRuns: 2000 },
    )
  })

  // An age of these lasts 512 steps: marks before its end, reads after it, and after the end of the next.
  test.each([
    { l1: 0.01, l2: 0.5, eta: 1 },
    { l1: 1e-160, l2: 0.75, eta: 1 },
    { l1: 0, l2: 0.9, eta: 1 },
  ])('across ages, %o', ({ eta, ...of }) => {
    for (const [mark, reads] of [
      [500, [505, 511, 512, 513, 514, 515, 520]],
      [511, [511, 512, 513, 514, 530]],
      [1023, [1024, 1025, 1026, 1030]],
      [0, [1000, 1100]],
    ] as const) {
      const penalty = new ElasticNet(of)
      const marks = new Float64Array(ElasticNet.marks)
      let exact = 1
      for (let t = 0; t <= (reads.at(-1) as number); t++) {
        if (t === mark) penalty.settled(marks, 0)
        if ((reads as readonly number[]).includes(t)) {
          penalty.since(marks, 0)
          near(penalty.shrink(1), exact)
        }
        penalty.charge(eta)
        if (t >= mark) exact = dense(exact, eta, of)
      }
    }
  })

  test('a step that makes every weight 0 is forgotten by none, whenever it was marked before', () => {
    for (let before = 0; before < 6; before++) {
      for (let after = 0; after < 6; after++) {
        const penalty = new ElasticNet({ l2: 1 })
        const marks = new Float64Array(ElasticNet.marks)
        penalty.settled(marks, 0)
        for (const eta of [...new Array<number>(before).fill(0.5), 1, ...new Array<number>(after).fill(0.5)])
          penalty.charge(eta)
        penalty.since(marks, 0)
        expect(penalty.shrink(5)).toBe(0)
      }
    }
  })

  test('of the step that moved it only the cut is left to do', () => {
    const penalty = new ElasticNet({ l1: 0.1, l2: 0.5 })
    const marks = new Float64Array(ElasticNet.marks)
    penalty.settled(marks, 0)
    expect(penalty.charge(1)).toBe(0.5)
    expect(penalty.decays(marks, 0)).toBe(true)
    penalty.moved(marks, 0)
    expect(penalty.decays(marks, 0)).toBe(false)
    penalty.since(marks, 0)
    near(penalty.shrink(1), 0.9)
  })
})

describe('saved and loaded', () => {
  for (const law of snapshotLaws({
    create: () => new ElasticNet({ l1: 0.01, l2: 0.5 }),
    use(penalty, i) {
      penalty.charge(i % 5 === 0 ? 3 : 0.5)
      const marks = new Float64Array(ElasticNet.marks)
      penalty.settled(marks, 0)
      penalty.charge(0.5)
      penalty.since(marks, 0)
      if (!(Math.abs(penalty.shrink(1) - 0.745) < 1e-9)) throw new Error(`1 becomes ${penalty.shrink(1)}`)
    },
  }))
    test(law.name, () => law.check())

  test('it catches up as before', () => {
    const [penalty, again] = [new ElasticNet({ l1: 0.01, l2: 0.5 }), new ElasticNet({ l1: 0.01, l2: 0.5 })]
    const marks = new Float64Array(ElasticNet.marks)
    for (let t = 0; t < 520; t++) {
      if (t === 509) penalty.settled(marks, 0)
      penalty.charge(1)
    }
    again.load(decode(encode(penalty)))
    for (const each of [penalty, again]) each.since(marks, 0)
    expect(again.shrink(1)).toBe(penalty.shrink(1))
  })
})
