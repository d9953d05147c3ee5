import type { Label, Vector } from '@rivulet/core'
import { InvalidEvent } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BernoulliNaiveBayes } from './bernoulliNaiveBayes.ts'
import { GaussianNaiveBayes } from './gaussianNaiveBayes.ts'
import { MultinomialNaiveBayes } from './multinomialNaiveBayes.ts'
import type { NaiveBayes } from './naiveBayes.ts'

const counts = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 })
const label = fc.constantFrom<Label>('a', 'b', 0, false)
const stream = fc.array(fc.record({ x: counts, y: label, weight: fc.integer({ min: 0, max: 3 }) }), { maxLength: 40 })
const known = { labels: ['a', 'b', 0, false] as readonly Label[] }

const kinds: [string, () => NaiveBayes<Label>, exact: boolean][] = [
  ['multinomial', () => new MultinomialNaiveBayes({ ...known, features: 4 }), true],
  ['multinomial, open', () => new MultinomialNaiveBayes<Label>({ labels: 'open', alpha: 0.3 }), true],
  ['Bernoulli', () => new BernoulliNaiveBayes({ ...known, features: 4 }), true],
  ['Bernoulli, open', () => new BernoulliNaiveBayes<Label>({ labels: 'open', alpha: 0.3 }), true],
  ['Gaussian', () => new GaussianNaiveBayes({ ...known, features: 4 }), false],
  ['Gaussian, open', () => new GaussianNaiveBayes<Label>({ labels: 'open', features: 4 }), false],
]

/** The probability of each label, by label: merged learners may know them in another order. */
const answers = (model: NaiveBayes<Label>, x: Vector) => {
  const { labels, probabilities } = model.predict(x)
  return new Map(labels.map((y, c) => [y, probabilities[c]!]))
}

describe('by hand', () => {
  const words = [
    { x: [2, 1, 0], y: 'a' },
    { x: [0, 1, 3], y: 'b' },
    { x: [1, 0, 1], y: 'b' },
  ]
  test('P(c | x) ∝ P(c) Π_i P(x_i | c), P(c) = (n_c + prior) / (n + K prior)', () => {
    for (const prior of [0, 1, 2.5]) {
      const model = new BernoulliNaiveBayes({ labels: ['a', 'b'], features: 3, prior })
      for (const { x, y } of words) model.learn(x, y as 'a' | 'b')
      const share = [1, 2].map((n) => (n + prior) / (3 + 2 * prior))
      // Of x = (1, 0, 0): there, not there, not there.
      const a = share[0]! * (2 / 3) * (1 - 2 / 3) * (1 - 1 / 3)
      const b = share[1]! * (2 / 4) * (1 - 2 / 4) * (1 - 3 / 4)
      expect(model.predict([1, 0, 0]).probabilities[0]).toBeCloseTo(a / (a + b), 12)
    }
  })
  test('θ_ci = (N_ci + α) / (N_c + α n), of counts', () => {
    for (const alpha of [1, 0.5, 3]) {
      const model = new MultinomialNaiveBayes({ labels: ['a', 'b'], features: 3, prior: 0, alpha })
      for (const { x, y } of words) model.learn(x, y as 'a' | 'b')
      const theta = [
        [2, 1, 0].map((n) => (n + alpha) / (3 + 3 * alpha)),
        [1, 1, 4].map((n) => (n + alpha) / (6 + 3 * alpha)),
      ]
      const [a, b] = [1 / 3, 2 / 3].map((share, c) => share * theta[c]![0]! ** 2 * theta[c]![2]!)
      expect(model.predict([2, 0, 1]).probabilities[0]).toBeCloseTo(a! / (a! + b!), 12)
    }
  })
})

describe.each(kinds)('%s naive Bayes', (_, create, exact) => {
  test('two halves merged are the whole: byte for byte where counts are whole, else up to rounding', () => {
    fc.assert(
      fc.property(stream, stream, counts, (first, second, x) => {
        const [whole, half, other] = [create(), create(), create()]
        for (const event of first) half.learn(event.x, event.y, event)
        for (const event of second) other.learn(event.x, event.y, event)
        for (const event of [...first, ...second]) whole.learn(event.x, event.y, event)
        const kept = encode(other)
        half.merge(other)
        expect(encode(other)).toEqual(kept)
        expect(half.t).toBe(whole.t)
        if (exact) expect(encode(half)).toEqual(encode(whole))
        const [p, q] = [answers(half, x), answers(whole, x)]
        for (const [y, py] of p) expect(py).toBeCloseTo(q.get(y)!, exact ? 15 : 6)
      }),
    )
  })
  test('an event of weight c counts as c events', () => {
    fc.assert(
      fc.property(stream, counts, (events, x) => {
        const [weighted, repeated] = [create(), create()]
        for (const { x: features, y, weight } of events) {
          weighted.learn(features, y, { weight })
          if (weight === 0) repeated.learn(features, y, { weight })
          for (let i = 0; i < weight; i++) repeated.learn(features, y)
        }
        const [p, q] = [answers(weighted, x), answers(repeated, x)]
        for (const [y, py] of p) expect(py).toBeCloseTo(q.get(y)!, 9)
      }),
    )
  })
  test('explain: bias and contributions sum to the log of prior and likelihood, and differences to log-odds', () => {
    fc.assert(
      fc.property(stream, counts, (events, x) => {
        const model = create()
        for (const event of events) model.learn(event.x, event.y)
        const { labels, probabilities, label } = model.predict(x)
        if (label === undefined) return
        const [best, p] = [model.explain(x), answers(model, x)]
        expect(best.label).toBe(label)
        expect(best.contributions.every(({ feature, value }) => value === x[feature] && value !== 0)).toBe(true)
        for (const [c, against] of labels.entries()) {
          const { score, bias, contributions } = model.explain(x, { label, against })
          // Where a variance is almost 0, parts of 10⁹ nats cancel.
          const size = [model.explain(x, { label }), model.explain(x, { label: against })].reduce(
            (sum, one) =>
              sum + Math.abs(one.bias) + one.contributions.reduce((part, c) => part + Math.abs(c.contribution), 0),
            1,
          )
          expect(Math.abs(contributions.reduce((sum, part) => sum + part.contribution, bias) - score)).toBeLessThan(
            1e-12 * size,
          )
          if (probabilities[c]! < 1e-300) continue
          expect(Math.abs(score - (Math.log(p.get(label)!) - Math.log(p.get(against)!)))).toBeLessThan(1e-9 * size)
        }
      }),
    )
  })
  test('sparse and dense events are the same', () => {
    fc.assert(
      fc.property(stream, counts, (events, x) => {
        const sparse = (dense: number[]) => {
          const indices = [...dense.keys()].filter((i) => dense[i] !== 0)
          return { indices, values: indices.map((i) => dense[i]!) }
        }
        const [a, b] = [create(), create()]
        for (const event of events) {
          a.learn(event.x, event.y)
          b.learn(sparse(event.x), event.y)
        }
        expect(encode(b)).toEqual(encode(a))
        expect(b.predict(sparse(x))).toEqual(a.predict(x))
      }),
    )
  })
  test('a learner that is not alike is not merged, nor one with itself, and nothing changes', () => {
    const model = create()
    model.learn([1, 0, 0, 1], 'a')
    const bytes = encode(model)
    expect(() => model.merge(model)).toThrow('other should be another learner')
    expect(() => model.merge(new MultinomialNaiveBayes<Label>({ labels: 'open', alpha: 9 }))).toThrow(RangeError)
    expect(encode(model)).toEqual(bytes)
  })
})

test('worked by hand: the lecture’s table, (count + 1) / (count of the class + number of values)', () => {
  // Does one play? outlook sunny or not, wind strong or not; 3 days of play, 2 without.
  const model = new BernoulliNaiveBayes({ labels: ['stay', 'play'], features: 2, prior: 0 })
  for (const [sunny, windy, y] of [
    [1, 0, 'play'],
    [1, 1, 'play'],
    [0, 0, 'play'],
    [0, 1, 'stay'],
    [1, 1, 'stay'],
  ] as const)
    model.learn([sunny, windy], y)
  // P(play) = 3/5, P(sunny | play) = (2+1)/(3+2), P(calm | play) = (2+1)/(3+2);  P(stay) = 2/5, (1+1)/(2+2), (0+1)/(2+2)
  const [play, stay] = [(3 / 5) * (3 / 5) * (3 / 5), (2 / 5) * (2 / 4) * (1 / 4)]
  const { probabilities } = model.predict([1, 0])
  expect(probabilities[0]).toBeCloseTo(stay / (stay + play), 14)
  expect(probabilities[1]).toBeCloseTo(play / (stay + play), 14)
})

test('Bernoulli: the kept sum over what is absent is the sum over all features', () => {
  const features = 30
  const event = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: features, maxLength: features })
  fc.assert(
    fc.property(fc.array(fc.tuple(event, fc.integer({ min: 0, max: 1 })), { maxLength: 30 }), event, (events, x) => {
      const model = new BernoulliNaiveBayes<number>({ labels: [0, 1], features, alpha: 0.7 })
      for (const [e, y] of events) model.learn(e, y)
      const z = [0, 1].map((c) => {
        const own = events.filter(([, y]) => y === c)
        return x.reduce(
          (sum, xi, i) => {
            const theta = (own.filter(([e]) => e[i] === 1).length + 0.7) / (own.length + 1.4)
            return sum + Math.log(xi === 1 ? theta : 1 - theta)
          },
          Math.log((own.length + 1) / (events.length + 2)),
        )
      })
      expect(model.predict(x).probabilities[1]).toBeCloseTo(1 / (1 + Math.exp(z[0]! - z[1]!)), 10)
    }),
    { numRuns: 50 },
  )
})

test('the order of the events does not matter to counts', () => {
  fc.assert(
    fc.property(stream, (events) => {
      const [there, back] = [0, 1].map(() => new MultinomialNaiveBayes({ ...known, features: 4 }))
      for (const { x, y } of events) there!.learn(x, y)
      for (const { x, y } of [...events].reverse()) back!.learn(x, y)
      for (const x of [
        [1, 0, 0, 0],
        [0, 2, 1, 1],
      ])
        expect(back!.predict(x)).toEqual(there!.predict(x))
    }),
  )
})

test('counts are ≥ 0, and options are checked', () => {
  expect(() => new MultinomialNaiveBayes({ labels: [0, 1] }).learn([1, -1], 0)).toThrow(
    new InvalidEvent('x should be counts ≥ 0, but has -1'),
  )
  expect(() => new BernoulliNaiveBayes({ labels: [0, 1], alpha: 0 })).toThrow('alpha should be > 0, but is 0')
  expect(() => new GaussianNaiveBayes({ labels: [0, 1], features: 0 })).toThrow('features should be a whole number ≥ 1')
  expect(() => new GaussianNaiveBayes({ labels: [0, 1], features: 1, varSmoothing: -1 })).toThrow(
    'varSmoothing should be ≥ 0',
  )
  expect(() => new GaussianNaiveBayes({ labels: [0, 1], features: 1, prior: Number.NaN })).toThrow(
    'prior should be a finite number ≥ 0',
  )
})
