import { type Prediction, Random } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import { type Coefficients, LogisticRegression, SoftmaxRegression } from '@rivulet/models'
import { inverseScaling } from '@rivulet/optim'
import { learn, predict, train } from '@rivulet/trainer'
import { bufferCount, concatAll, from, map, type Observable, toArray } from 'rxjs'
import { describe, expect, test } from 'vitest'

interface Event {
  readonly x: number[]
  readonly y: number
}
type Ticketed = Event & { readonly ticket: Prediction<number> }

const [classes, features, eta0] = [3, 4, 0.3]
const labels = Array.from({ length: classes }, (_, k) => k)

/** A stream whose class k leans on feature k. */
function stream(seed: number, size: number): Event[] {
  const random = new Random(seed)
  return Array.from({ length: size }, () => {
    const y = random.below(classes)
    return { x: Array.from({ length: features }, (_, i) => random.normal() + (i === y ? 1.5 : 0)), y }
  })
}

const newModel = () => new SoftmaxRegression<number>({ labels, features, eta: inverseScaling(eta0) })

/** Predict at once, learn B at a time: all tickets of a batch are older than its step. */
const minibatches = (model: SoftmaxRegression<number>, events: Observable<Event>, B: number) =>
  events.pipe(
    predict(model),
    bufferCount(B),
    map((batch) => ({ t: model.t, batch, loss: model.learnMany(batch) })),
  )

const collect = <T>(source: Observable<T>): T[] => {
  let all: T[] = []
  source.pipe(toArray()).subscribe((items) => {
    all = items
  })
  return all
}

/** Bias and weights of a class, in the order of the features. */
function row({ bias, indices, values }: Coefficients): number[] {
  const dense = Array.from({ length: features + 1 }, () => 0)
  dense[0] = bias
  for (const [j, i] of Array.from(indices).entries()) dense[i + 1] = values[j] as number
  return dense
}
const weights = (model: SoftmaxRegression<number>): number[] => labels.flatMap((y) => row(model.coefficients(y)))

/** ∂ℓ/∂w of softmax regression, by its formula: (p_c − 1[y = c]) x, the bias being a feature that is always 1. */
const gradient = ({ x, y, ticket }: Ticketed): number[] =>
  labels.flatMap((c) => [1, ...x].map((v) => ((ticket.probabilities[c] as number) - (c === y ? 1 : 0)) * v))

describe('minibatches by RxJS’s own bufferCount', () => {
  test.each([1, 2, 3, 4, 5])('batches of one are online learning, byte for byte (stream %d)', (seed) => {
    const events = stream(seed, 100)
    const [batched, online] = [newModel(), newModel()]
    const one = collect(minibatches(batched, from(events), 1))
    const other = collect(from(events).pipe(train(online)))
    expect(encode(batched)).toEqual(encode(online))
    expect(one.map(({ loss }) => loss)).toEqual(other.map(({ loss }) => loss))
    expect(one.map(({ batch }) => batch[0]?.ticket)).toEqual(other.map(({ prediction }) => prediction))
  })

  test.each([2, 7, 32, 100])('B = %d: a step is η times the mean of the gradients of its examples', (B) => {
    const model = newModel()
    let [before, steps] = [weights(model), 0]
    minibatches(model, from(stream(B, 100)), B).subscribe(({ t, batch }) => {
      const after = weights(model)
      const eta = inverseScaling(eta0)(t)
      for (const [i, w] of before.entries()) {
        const mean = batch.reduce((sum, example) => sum + (gradient(example)[i] as number), 0) / batch.length
        expect(after[i]).toBeCloseTo(w - eta * mean, 12)
      }
      before = after
      steps += 1
    })
    expect([steps, model.t]).toEqual([Math.ceil(100 / B), 100])
  })

  test.each([2, 7, 32, 100])(
    'B = %d: the mean gradient is the mean of the steps that each example alone would take',
    (B) => {
      const model = newModel()
      for (const { x, y } of stream(9, 50)) model.learn(x, y)
      const batch = stream(B, B)
      const from0 = weights(model)
      const bytes = encode(model)
      const alone = batch.map(({ x, y }) => {
        const copy = newModel()
        restore(copy, bytes)
        copy.learn(x, y)
        return weights(copy)
      })
      collect(minibatches(model, from(batch), B))
      for (const [i, w] of weights(model).entries()) {
        const mean = alone.reduce((sum, after) => sum + ((after[i] as number) - (from0[i] as number)), 0) / B
        expect(w).toBeCloseTo((from0[i] as number) + mean, 12)
      }
    },
  )

  test('the losses of a batch are those of its tickets, the predictions made when the events happened', () => {
    const model = newModel()
    for (const { batch, loss } of collect(minibatches(model, from(stream(6, 60)), 8))) {
      const losses = batch.map(({ y, ticket }) => -Math.log(ticket.probabilities[y] as number))
      expect(loss).toBeCloseTo(losses.reduce((sum, value) => sum + value, 0) / batch.length, 12)
    }
  })

  test('a group that learn takes apart again is another thing: a step for each event, at the weights of that moment', () => {
    const [grouped, together] = [newModel(), newModel()]
    const events = stream(7, 64)
    const outcomes = collect(from(events).pipe(predict(grouped), bufferCount(8), concatAll(), learn(grouped)))
    expect(outcomes.map(({ t }) => t)).toEqual(events.map((_, t) => t))
    collect(minibatches(together, from(events), 8))
    expect(weights(grouped)).not.toEqual(weights(together))
  })

  test('two classes: logistic regression by minibatches answers as it does online', () => {
    const model = new LogisticRegression({ eta: 0.5 })
    const examples = Array.from(
      { length: 400 },
      (_, i) => ({ x: [((i * 7) % 11) - 5], y: (i * 7) % 11 > 5 ? 1 : 0 }) as const,
    )
    from(examples)
      .pipe(bufferCount(20))
      .subscribe((batch) => model.learnMany(batch))
    expect(model.t).toBe(400)
    expect([-3, 3].map((x) => model.predict([x]).label)).toEqual([0, 1])
  })
})
