import { InvalidEvent, type Label } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BernoulliNaiveBayes } from './bernoulliNaiveBayes.ts'
import { CategoricalNaiveBayes } from './categoricalNaiveBayes.ts'

const COLOURS = ['red', 'green', 'blue']
const SIZES = ['s', 'l']
/** Ten tokens: a colour of three, a size of two, a class. */
const TOKENS = 'red s a,red l a,green s a,blue l b,blue l b,green l b,red l b,blue l b,green s b,blue l b'
  .split(',')
  .map((token) => token.split(' ') as [string, string, 'a' | 'b'])

/** The lecture's rule, counted by hand: (#tokens of class c with x_k = value, + 1) / (#tokens of class c + #values of x_k). */
function laplace(c: string, k: number, value: string, values: number): number {
  const own = TOKENS.filter(([, , y]) => y === c)
  return (own.filter((token) => token[k] === value).length + 1) / (own.length + values)
}

describe('the lecture’s Laplace smoothing, features of three and of two values', () => {
  const declared = { colour: COLOURS, size: SIZES }
  test.each([
    ['declared', { values: declared }],
    ['learned as they come', {}],
  ])('P(class | x) for all six x, values %s', (_, options) => {
    const model = new CategoricalNaiveBayes<string>({ labels: ['a', 'b'], prior: 0, ...options })
    for (const [colour, size, y] of TOKENS) model.learn({ colour, size }, y)
    for (const colour of COLOURS)
      for (const size of SIZES) {
        const [a, b] = [0.3, 0.7].map(
          (share, k) => share * laplace('ab'[k]!, 0, colour, 3) * laplace('ab'[k]!, 1, size, 2),
        )
        expect(model.predict({ colour, size }).probabilities[0]).toBeCloseTo(a! / (a! + b!), 12)
      }
    expect(model.predict({ colour: 'red', size: 's' }).probabilities[0]).toBeCloseTo(0.7431, 4)
  })
  test('with a pseudo-count of 1 for each class, unless prior: 0 is said', () => {
    const [one, none] = [
      new CategoricalNaiveBayes({ labels: ['a', 'b'] }),
      new CategoricalNaiveBayes({ labels: ['a', 'b'], prior: 0 }),
    ]
    for (const model of [one, none]) for (const y of ['a', 'b', 'b', 'b'] as const) model.learn({}, y)
    expect(one.predict({}).probabilities[0]).toBeCloseTo(2 / 6, 14)
    expect(none.predict({}).probabilities[0]).toBeCloseTo(1 / 4, 14)
  })
})

const value: fc.Arbitrary<Label | undefined> = fc.constantFrom(0, '0', false, 'x', undefined)
const event = fc.record({
  x: fc.record({ k: value, l: value }),
  y: fc.constantFrom('a', 'b'),
  weight: fc.constantFrom(1, 0, 0.5, 3),
})
const events = fc.array(event, { maxLength: 20 })

describe('laws', () => {
  test('of two values, true and false, it is the Bernoulli model', () => {
    const bits = fc.array(fc.tuple(fc.array(fc.nat(1), { minLength: 3, maxLength: 3 }), fc.constantFrom('a', 'b')))
    fc.assert(
      fc.property(bits, (all) => {
        const values = { 0: [0, 1], 1: [0, 1], 2: [0, 1] }
        const categorical = new CategoricalNaiveBayes<string>({ labels: ['a', 'b'], values })
        const bernoulli = new BernoulliNaiveBayes<string>({ labels: ['a', 'b'], features: 3 })
        for (const [x, y] of all) {
          expect(categorical.predict(x).probabilities[0]).toBeCloseTo(bernoulli.predict(x).probabilities[0]!, 12)
          categorical.learn(x, y)
          bernoulli.learn(x, y)
        }
      }),
    )
  })
  test('the probabilities of the values of a feature sum to 1 within a class', () => {
    fc.assert(
      fc.property(events, (all) => {
        const model = new CategoricalNaiveBayes<string>({ labels: ['a', 'b'], values: { k: [0, '0', false, 'x'] } })
        for (const { x, y, weight } of all) model.learn({ k: x.k }, y, { weight })
        for (const label of ['a', 'b']) {
          const shares = [0, '0', false, 'x'].map((k) =>
            Math.exp(model.explain({ k }, { label }).contributions[0]!.contribution),
          )
          expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
        }
      }),
    )
  })
  test('two halves merged are the whole, and the order of the events does not matter', () => {
    fc.assert(
      fc.property(events, events, (first, second) => {
        const [one, other, whole] = [0, 1, 2].map(() => new CategoricalNaiveBayes<string>({ labels: ['a', 'b'] }))
        for (const { x, y, weight } of first) one!.learn(x, y, { weight })
        for (const { x, y, weight } of second) other!.learn(x, y, { weight })
        for (const { x, y, weight } of [...second, ...first]) whole!.learn(x, y, { weight })
        one!.merge(other!)
        for (const k of [0, '0', false, 'x', 'never'])
          expect(one!.predict({ k, l: 'x' }).probabilities[0]).toBeCloseTo(
            whole!.predict({ k, l: 'x' }).probabilities[0]!,
            12,
          )
      }),
    )
  })
  test('bias and contributions sum to the score, and the scores to the probabilities', () => {
    fc.assert(
      fc.property(events, event, (all, { x }) => {
        const model = new CategoricalNaiveBayes<string>({ labels: ['a', 'b'] })
        for (const { x, y, weight } of all) model.learn(x, y, { weight })
        const { score, bias, contributions } = model.explain(x, { label: 'a', against: 'b' })
        expect(contributions.reduce((sum, { contribution }) => sum + contribution, bias)).toBeCloseTo(score, 12)
        expect(model.predict(x).probabilities[0]).toBeCloseTo(1 / (1 + Math.exp(-score)), 12)
      }),
    )
  })
})

describe('what it refuses, before anything changes', () => {
  const values = { colour: COLOURS }
  test.each([
    [{ colour: 'pink' }, 'x.colour should be one of ["red", "green", "blue"], but is "pink"'],
    [{ size: 's' }, 'x should have the features of the option values, but has "size"'],
    [{ colour: Number.NaN }, 'x.colour should be a text, a finite number, true or false, but is NaN'],
    [{ colour: ['red'] }, 'x.colour should be a text'],
    [new Map([['colour', 'red']]), 'x should be an object of features by name, or a list of them'],
    ['red', 'x should be an object of features'],
  ])('%j', (x, reason) => {
    const model = new CategoricalNaiveBayes({ labels: ['a', 'b'], values })
    const bytes = encode(model)
    expect(() => model.learn(x as never, 'a')).toThrow(reason)
    expect(() => model.predict(x as never)).toThrow(InvalidEvent)
    expect(encode(model)).toEqual(bytes)
  })
  test('more values than maxValues; to ask about one more is no harm', () => {
    const model = new CategoricalNaiveBayes({ labels: ['a', 'b'], maxValues: 3 })
    model.learn({ colour: 'red', size: 's' }, 'a')
    model.learn({ colour: 'blue' }, 'b')
    const bytes = encode(model)
    expect(() => model.learn({ colour: 'green' }, 'b')).toThrow(
      'x should have no new values beyond 3 (the option maxValues), but has 1 after 3',
    )
    expect(model.predict({ colour: 'green' }).probabilities[0]).toBeCloseTo(0.5, 12)
    const other = new CategoricalNaiveBayes({ labels: ['a', 'b'], maxValues: 3 })
    other.learn({ colour: 'green' }, 'a')
    expect(() => model.merge(other)).toThrow(InvalidEvent)
    expect(encode(model)).toEqual(bytes)
  })
  test.each([
    [{ alpha: 0 }, 'alpha should be > 0'],
    [{ maxValues: 0 }, 'maxValues should be a whole number ≥ 1'],
    [{ values: {} }, 'values should be those of at least one feature'],
    [{ values: { colour: [] } }, 'values.colour should be texts, finite numbers or booleans, at least one'],
    [{ values: { colour: ['red', 'red'] } }, 'values.colour should be distinct'],
  ])('%j', (options, reason) => {
    expect(() => new CategoricalNaiveBayes({ labels: ['a', 'b'], ...(options as object) })).toThrow(reason)
  })
  test('features of any name are told apart, those of an object’s prototype too', () => {
    const model = new CategoricalNaiveBayes({ labels: ['a', 'b'] })
    const odd = (v: string) => JSON.parse(`{"__proto__":"${v}","constructor":"${v}"}`)
    for (let i = 0; i < 5; i++) {
      model.learn(odd('x'), 'a')
      model.learn(odd('y'), 'b')
    }
    expect([model.predict(odd('x')).label, model.predict(odd('y')).label]).toEqual(['a', 'b'])
  })
})
