import { InvalidEvent, type Label, logLoss, Random } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import { describe, expect, test } from 'vitest'
import { LogisticRegression } from '../logisticRegression.ts'
import { AutoClassifier } from './autoClassifier.ts'
import { BayesMixture } from './bayesMixture.ts'
import { quickSigmoid } from './quickSigmoid.ts'
import { auto, run, stream } from './streams.fixture.ts'

describe('AutoClassifier', () => {
  test('without tuning or scaling it beats logistic regression with the best of many step sizes', () => {
    const events = stream(3000)
    const etas = [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1]
    const best = Math.min(...etas.map((eta) => run(new LogisticRegression({ eta }) as never, events).loss))
    expect(run(auto(), events).loss).toBeLessThan(0.8 * best)
  })

  test('a late label is judged by the ticket, not by what would be predicted by now', () => {
    const events = stream(400, 5)
    const model = auto()
    run(model, events.slice(0, 200))
    const { x, y } = events[200]!
    const ticket = model.predict(x)
    run(model, events.slice(201))
    const awake = ticket.beliefs!.length - 2
    const expected = new BayesMixture(model.mixture.length, 0.3)
    expected.weights.set(model.mixture.map(({ weight }) => weight))
    expected.update(ticket.beliefs!.slice(0, awake).map(quickSigmoid), awake, y === 1, model.t, 1)
    const loss = model.learn(x, y, { ticket })
    expect(model.mixture.map(({ weight }) => weight)).toEqual([...expected.weights])
    expect(loss).toBe(logLoss(ticket, y))
  })

  test('what predict leaves behind for learn changes nothing: predicting others in between gives the same bytes', () => {
    const events = stream(200)
    const [plain, disturbed] = [auto(), auto()]
    for (const [t, { x, y }] of events.entries()) {
      const ticket = plain.predict(x)
      plain.learn(x, y, { ticket })
      disturbed.predict(x)
      disturbed.predict(events[(7 * t) % 200]!.x)
      disturbed.learn(x, y)
    }
    expect(encode(disturbed)).toEqual(encode(plain))
  })

  test.each([[['a', 'b']], [['a', 'b', 'c']]])('a ticket that was stored counts as it does at once: %s', (labels) => {
    const random = new Random(6)
    const [plain, stored] = [new AutoClassifier<string>({ labels }), new AutoClassifier<string>({ labels })]
    for (let t = 0; t < 300; t++) {
      const x = [random.normal(), t % 5, 1]
      const y = labels[Math.floor(random.next() * labels.length)]!
      plain.learn(x, y, { ticket: plain.predict(x) })
      stored.learn(x, y, { ticket: JSON.parse(JSON.stringify(stored.predict(x))) })
      expect(encode(stored)).toEqual(encode(plain))
    }
  })

  test.each([[['a', 'b']], [['a', 'b', 'c']]])(
    'a ticket with numbers that are none of ours harms nobody: %s',
    (labels) => {
      for (const wrong of [-1e300, -3, 0, 1, 7, 1e300]) {
        for (const own of [true, false]) {
          const model = new AutoClassifier<string>({ labels })
          for (let t = 0; t < 50; t++) {
            const x = [t % 2, 1]
            const ticket = model.predict(x)
            const beliefs = own ? (ticket.beliefs as number[]).fill(wrong) : ticket.beliefs!.map(() => wrong)
            if (t % 5 === 0) model.learn(x, labels[t % 2]!, { ticket: { ...ticket, beliefs } })
            else model.learn(x, labels[t % 2]!)
          }
          const { probabilities } = model.predict([1, 1])
          expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 9)
          expect(probabilities[1]).toBeGreaterThan(0.7)
          expect(model.mixture.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
        }
      }
    },
  )

  test('open labels: a first sight costs what was reserved, and old tickets stay good', () => {
    const model = new AutoClassifier<string>({ labels: 'open' })
    expect(model.predict([1, 0])).toMatchObject({ label: undefined, probabilities: [], unseen: 1 })
    const random = new Random(4)
    for (const y of ['a', 'b']) model.learn([1, 0], y)
    for (let t = 2; t < 998; t++) model.learn([1, t % 7], random.next() < 0.5 ? 'a' : 'b')
    const ticket = model.predict([1, 0])
    expect(ticket.unseen).toBe(1 / (998 + 2 + 1))
    expect(model.learn([1, 0], 'c', { ticket })).toBeCloseTo(Math.log(1001), 9)
    const after = model.predict([1, 0])
    expect(after.labels).toEqual(['a', 'b', 'c'])
    expect(after.probabilities[2]).toBeGreaterThan(0.0004)
    // A ticket from before the class was known is still good.
    expect(model.learn([1, 0], 'a', { ticket })).toBeCloseTo(logLoss(ticket, 'a'), 12)
    expect(model.learn([1, 0], 'c', { ticket })).toBeCloseTo(Math.log(1001), 9)
  })

  test('a class seen once takes little from the others: 100 events later, 1.5 nats', () => {
    let extra = 0
    for (let seed = 1; seed <= 10; seed++) {
      const model = new AutoClassifier<string>({ labels: 'open' })
      const random = new Random(seed)
      const toss = (): string => (random.next() < 0.5 ? 'a' : 'b')
      for (let t = 0; t < 1000; t++) model.learn([1, t % 7], toss())
      model.learn([1, 0], 'c')
      for (let t = 0; t < 100; t++) extra += model.learn([1, t % 7], toss()) - Math.LN2
    }
    expect(extra / 10).toBeLessThan(1.5)
  })

  test('the mixture says which step length is winning, and coefficients are in units of the features', () => {
    const still = auto()
    const drifting = auto()
    run(still, stream(3000, 11, 0))
    run(drifting, stream(3000, 11, 0.3))
    for (const model of [still, drifting]) {
      expect(model.mixture.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
      expect(model.trust).toBeGreaterThan(0)
      expect(model.trust).toBeLessThan(1)
    }
    const long = ({ mixture }: AutoClassifier): number =>
      mixture.filter(({ rate }) => rate >= 10).reduce((sum, { weight }) => sum + weight, 0)
    expect(long(still)).toBeLessThan(0.1)
    expect(long(drifting)).toBeGreaterThan(0.9)
    const { bias, indices, values } = still.coefficients(1)
    const opposite = still.coefficients(0)
    expect(indices).toEqual([0, 1, 2, 3, 4, 5])
    expect(opposite.values).toEqual(values.map((v) => -v))
    const probe = stream(1, 12)[0]!.x
    const z = values.reduce((sum, v, i) => sum + v * probe[i]!, bias)
    const p = still.predict(probe).probabilities[1]!
    expect(Math.abs(1 / (1 + Math.exp(-z)) - p)).toBeLessThan(0.05)
  })

  test('re-opened after a break it recovers faster, and weights of 0 and 2 count so', () => {
    const before = stream(3000, 21, 0)
    const after = stream(300, 22, 0)
    const [plain, reopened] = [auto(), auto()]
    run(plain, before)
    run(reopened, before)
    reopened.reopen()
    expect(run(reopened, after).loss).toBeLessThan(run(plain, after).loss)

    const [with0, without] = [auto(), auto()]
    with0.learn([1, 2], 1, { weight: 0 })
    expect(with0.predict([1, 2]).probabilities).toEqual(without.predict([1, 2]).probabilities)
    const [light, heavy] = [auto(), auto()]
    for (let t = 0; t < 20; t++) {
      light.learn([t % 2], t % 2)
      heavy.learn([t % 2], t % 2, { weight: t % 2 === 1 ? 3 : 1 })
    }
    expect(heavy.predict([0.5]).probabilities[1]).toBeGreaterThan(light.predict([0.5]).probabilities[1]!)
  })

  test('a ticket of something else is refused before anything changes', () => {
    const model = auto()
    model.learn([1], 1)
    const bytes = encode(model)
    const ticket = model.predict([1])
    for (const beliefs of [undefined, [], ticket.beliefs!.map(() => Number.NaN)]) {
      expect(() => model.learn([1], 1, { ticket: { ...ticket, beliefs: beliefs as number[] } })).toThrow(InvalidEvent)
    }
    const more = { ...model.predict([1]), labels: [0, 1, 2] }
    expect(() => model.learn([1], 1, { ticket: more })).toThrow(InvalidEvent)
    expect(() => model.learn([2 ** 1023], 1)).toThrow(InvalidEvent)
    expect(() => model.learn([1], 2)).toThrow(InvalidEvent)
    expect(() => model.learn([1], 1, { eta: -1 })).toThrow('eta should be ≥ 0 and finite, at most 1e100')
    expect(encode(model)).toEqual(bytes)
    const other = new AutoClassifier<Label>({ labels: ['x', 'y'] })
    expect(() => restore(other, bytes)).toThrow()
    expect(() => new AutoClassifier({ labels: [0, 1], features: 0 })).toThrow(
      'features should be a whole number ≥ 1, but is 0',
    )
  })
})
