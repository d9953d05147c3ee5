import type { Learner, LearnOptions, Prediction, SnapshotReader, SnapshotWriter, Vector } from '@rivulet/core'
import {
  axpy,
  checkNotNegative,
  checkTicket,
  checkVector,
  checkWeight,
  dot,
  InvalidEvent,
  Labels,
  logLoss,
  sigmoid,
} from '@rivulet/core'
import { learnerLaws } from '@rivulet/core/conformance'
import { between, encode, readArray, readCount, restore } from '@rivulet/core/snapshot'
import { describe, expect, test } from 'vitest'
import { crosses } from '../crossing/crosses.ts'
import { bins } from '../encoding/bins.ts'
import { OneHotEncoder } from '../encoding/oneHotEncoder.ts'
import { FeatureHasher } from '../hashing/featureHasher.ts'
import { RobustScaler } from '../scaling/robustScaler.ts'
import { StandardScaler } from '../scaling/standardScaler.ts'
import { words } from '../text/words.ts'
import { pipeline } from './pipeline.ts'

type Spam = 'ham' | 'spam'

/** The smallest learner that learns: logistic regression of width 64. */
class Logistic implements Learner<Vector, Spam> {
  readonly seen: Vector[] = []
  readonly #labels = new Labels<Spam>(['ham', 'spam'])
  #w: Float64Array = new Float64Array(64)
  t = 0
  get labels(): readonly Spam[] {
    return this.#labels.list
  }
  eta(): number {
    return 0.5
  }
  reopen(): void {}
  predict(x: Vector): Prediction<Spam> {
    checkVector(x, { features: Array.isArray(x) ? x.length : 64, magnitude: 1e100 })
    const p = sigmoid(dot(this.#w, x))
    return { label: p > 0.5 ? 'spam' : 'ham', labels: this.labels, probabilities: [1 - p, p] }
  }
  learn(x: Vector, y: Spam, { eta = this.eta(), weight = 1, ticket }: LearnOptions<Spam> = {}): number {
    const now = this.predict(x)
    this.#labels.check(y)
    checkNotNegative('eta', eta)
    checkWeight(weight)
    if (ticket !== undefined) checkTicket(ticket)
    this.seen.push(JSON.parse(JSON.stringify(x)))
    axpy(eta * weight * ((y === 'spam' ? 1 : 0) - now.probabilities[1]!), x, this.#w)
    this.t++
    return logLoss(ticket ?? now, y)
  }
  save(to: SnapshotWriter): void {
    to.text('t', String(this.t))
    to.array('w', this.#w)
  }
  load(from: SnapshotReader): void {
    const t = readCount(from, 't')
    this.#w = readArray(from, 'w', 'F64', 64, between(-1e6, 1e6))
    this.t = t
  }
}

const mails = Array.from({ length: 40 }, (_, i) => ({
  x: { text: `mail ${i % 7} of ${i % 3 === 0 ? 'free prizes' : 'friends'}`, length: (i * 13) % 50, from: `f${i % 5}` },
  y: (i % 3 === 0 ? 'spam' : 'ham') as Spam,
}))
type Mail = (typeof mails)[number]['x']

const hashing = () =>
  pipeline(
    (mail: Mail) => ({ ...mail, text: words(mail?.text) }),
    crosses(['from', 'length']),
    new FeatureHasher({ bits: 6, names: 30 }),
    new StandardScaler(),
    new Logistic(),
  )
const vectors = mails.map(({ x, y }, i) => ({ x: [x.length, i % 5, x.text.length], y }))

describe.each([
  ['of text, crosses, hashing, scaling', learnerLaws({ create: () => hashing(), examples: mails, steady: true })],
  [
    'of bins, one-hot',
    learnerLaws({
      create: () => pipeline(bins({ length: [10, 20] }), new OneHotEncoder({ max: 64 }), new Logistic()),
      examples: mails,
      steady: true,
    }),
  ],
  [
    'of one scaler',
    learnerLaws({
      create: () => pipeline(new RobustScaler({ window: 8 }), new Logistic()),
      examples: vectors,
      steady: true,
    }),
  ],
  [
    'within a pipeline',
    learnerLaws({
      create: () => pipeline(new StandardScaler(), pipeline(new RobustScaler(), new Logistic())),
      examples: vectors,
      steady: true,
    }),
  ],
])('a pipeline %s is a learner', (_, laws) => {
  test.each(laws)('$name', (law) => law.check())
})

describe('pipeline', () => {
  test.each([
    ['of many steps', hashing],
    ['within a pipeline', () => pipeline((mail: Mail) => ({ ...mail, twice: 2 * mail.length }), hashing())],
    [
      'two deep',
      () =>
        pipeline(
          new OneHotEncoder<Mail>(),
          pipeline(new RobustScaler(), pipeline(new StandardScaler(), new Logistic())),
        ),
    ],
  ])('predicting and then learning with the ticket is learning at once: %s', (_, create: () => Learner<Mail, Spam>) => {
    const [atOnce, byTicket] = [create(), create()]
    for (const { x, y } of mails) {
      const loss = atOnce.learn(x, y)
      expect(byTicket.learn(x, y, { ticket: byTicket.predict(x) })).toBe(loss)
      expect(encode(byTicket)).toEqual(encode(atOnce))
    }
  })
  test('is its loop: transform, learn, then let the transformers learn', () => {
    const [scaler, learner] = [new StandardScaler(), new Logistic()]
    const model = pipeline(new StandardScaler(), new Logistic())
    for (const { x, y } of vectors) {
      const z = scaler.transform(x)
      expect(model.transform(x)).toEqual(z)
      expect(model.learn(x, y)).toBe(learner.learn(z, y))
      scaler.learn(x)
    }
  })
  test('a late ticket brings the features as they were', () => {
    const learner = new Logistic()
    const model = pipeline(new StandardScaler(), learner)
    for (const { x, y } of vectors.slice(0, 20)) model.learn(x, y)
    const { x, y } = vectors[20]!
    const ticket = model.predict(x)
    for (const other of vectors.slice(21)) model.learn(other.x, other.y)
    expect(model.transform(x)).not.toEqual(ticket.x)
    model.learn(x, y, { ticket: JSON.parse(JSON.stringify(ticket)) })
    expect(learner.seen.at(-1)).toEqual(ticket.x)
  })
  test('transformers learn in learn alone, once whatever the weight, and not from an event that counts 0 times', () => {
    const scaler = new StandardScaler()
    const model = pipeline(scaler, new Logistic())
    const counts = [undefined, 1, 5, 0].map((weight) => {
      model.predict([1, 2])
      model.learn([1, 2], 'ham', weight === undefined ? {} : { weight })
      return scaler.n
    })
    expect(counts).toEqual([1, 2, 3, 3])
  })
  test('a bad event or label changes nothing, whichever step refuses it', () => {
    const model = hashing()
    for (const { x, y } of mails) model.learn(x, y)
    const bytes = encode(model)
    const { x } = mails[0]!
    const bad: [unknown, unknown][] = [
      [{ ...x, text: undefined }, 'ham'],
      [{ ...x, length: Number.NaN }, 'ham'],
      [{ ...x, from: new Date(0) }, 'ham'],
      [{ ...x, length: 1e101 }, 'ham'],
      [x, 'eggs'],
    ]
    for (const [a, y] of bad) {
      expect(() => model.learn(a as Mail, y as Spam)).toThrow(InvalidEvent)
      expect(() => model.learn(a as Mail, y as Spam, { ticket: model.predict(x) })).toThrow(InvalidEvent)
    }
    expect(encode(model)).toEqual(bytes)
  })
  test('a snapshot whose last part is bad restores no part', () => {
    const [model, other] = [hashing(), hashing()]
    for (const { x, y } of mails) model.learn(x, y)
    const bytes = encode(model)
    const foreign = { save: (to: SnapshotWriter) => to.text('t', 'none'), load() {} }
    const broken = encode(
      pipeline(
        (m: Mail) => m,
        (m) => m,
        new FeatureHasher({ bits: 6, names: 30 }),
        new StandardScaler(),
        {
          ...new Logistic(),
          labels: ['ham', 'spam'] as const,
          predict: () => ({ label: 'ham', labels: ['ham', 'spam'], probabilities: [1, 0] }),
          learn: () => 0,
          ...foreign,
        } as Learner<Vector, Spam>,
      ),
    )
    expect(() => restore(model, broken)).toThrow('t should be a whole number')
    expect(encode(model)).toEqual(bytes)
    restore(other, bytes)
    expect(encode(other)).toEqual(bytes)
    expect(() => restore(pipeline(new StandardScaler(), new Logistic()), bytes)).toThrow('steps should be')
  })
  test('eta and reopen are there when the learner has them', () => {
    expect(hashing().eta?.()).toBe(0.5)
    const { predict, learn, save, load } = new Logistic()
    const bare: Learner<Vector, Spam> = { t: 0, labels: [], predict, learn, save, load }
    const model = pipeline(new StandardScaler(), bare)
    expect([model.eta, model.reopen]).toEqual([undefined, undefined])
  })
})
