import { type Label, type LearnOptions, type Prediction, withBaselines } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import {
  Accuracy,
  Brier,
  CrossEntropy,
  DistributionBaseline,
  LastLabelBaseline,
  MajorityBaseline,
  type Report,
  Rolling,
  report,
  Skill,
} from '@rivulet/metrics'
import {
  joinLabels,
  learn,
  PendingLabels,
  predict,
  progressiveValidation,
  score,
  type ValidationOptions,
} from '@rivulet/trainer'
import fc from 'fast-check'
import { Subject } from 'rxjs'
import { describe, expect, test } from 'vitest'

/** What a trivial model has heard: the labels shown to it, each with its weight, and nothing else. */
type Heard = readonly (readonly [y: Label, weight: number])[]

const certainly = (label: Label | undefined): Prediction =>
  label === undefined
    ? { label, labels: [], probabilities: [], unseen: 1 }
    : { label, labels: [label], probabilities: [1] }

/** The weight of each label, by the book: summed anew, in the order in which they came. */
function weights(heard: Heard): [Label, number][] {
  const sums = new Map<Label, number>()
  for (const [y, weight] of heard) if (weight > 0) sums.set(y, (sums.get(y) ?? 0) + weight)
  return [...sums]
}

function leader(heard: Heard): Label | undefined {
  let first: Label | undefined
  for (let n = 1; n <= heard.length; n++) {
    const sums = new Map(weights(heard.slice(0, n)))
    const [y] = heard[n - 1] as Heard[number]
    if ((sums.get(y) ?? 0) > (first === undefined ? 0 : (sums.get(first) as number))) first = y
  }
  return first
}

function frequencies(heard: Heard): Prediction {
  const sums = weights(heard)
  const total = sums.reduce((sum, [, weight]) => sum + weight, 0)
  const most = Math.max(...sums.map(([, weight]) => weight))
  return {
    label: sums.find(([, weight]) => weight === most)?.[0],
    labels: sums.map(([y]) => y),
    probabilities: sums.map(([, weight]) => weight / total),
    unseen: 1 / (total + sums.length + 1),
  }
}

const trivial = {
  lastLabel: { says: (heard: Heard) => certainly(heard.at(-1)?.[0]), baseline: LastLabelBaseline },
  majority: { says: (heard: Heard) => certainly(leader(heard)), baseline: MajorityBaseline },
  distribution: { says: frequencies, baseline: DistributionBaseline },
} as const

/** A learner whose every prediction is what `says` makes of what it has learned. */
function modelOf(says: (heard: Heard) => Prediction) {
  const heard: [Label, number][] = []
  return {
    t: 0,
    predict: (_x: number) => says(heard),
    learn(_x: number, y: Label, { weight = 1 }: LearnOptions = {}): number {
      heard.push([y, weight])
      this.t += 1
      return 0
    },
  }
}

const inside = {
  accuracy: () => new Accuracy(),
  crossEntropy: () => new CrossEntropy(),
  brier: () => new Brier(),
}
const scorers = { ...inside, recent: () => new Rolling(new Accuracy(), { events: 7 }) }

// Whole weights, so that the order of a sum is of no consequence.
const streams = fc
  .array(
    fc.record({
      y: fc.constantFrom<Label>('ham', 'spam', 0, '0', false),
      weight: fc.constantFrom(1, 1, 2, 5, 0),
      delay: fc.nat(12),
      step: fc.nat(2),
    }),
    { maxLength: 50 },
  )
  .map((rows) => {
    let at = 0
    return rows.map((row, id) => {
      at += row.step
      return { ...row, id, at, x: 0 }
    })
  })

describe.each(Object.entries(trivial))('a model that says the %s of what it knows', (name, { says, baseline }) => {
  const both = () => {
    const pairs = Object.entries(scorers).map(([of, create]) => [of, create(), new baseline(create())] as const)
    return Object.fromEntries(
      pairs.flatMap(([of, model, beside]) => [[of, model] as const, [`${of}’s baseline`, beside] as const]),
    )
  }
  const claimEqual = (values: Readonly<Record<string, number>>): void => {
    for (const of in scorers) expect(values[`${of}’s baseline`]).toBe(values[of])
  }
  const claimNoDifference = (numbers: Report<keyof typeof inside>): void => {
    if (numbers.events === 0) return
    for (const { value, baselines } of Object.values(numbers.read())) {
      const { value: beside, difference } = baselines[name as keyof typeof baselines]
      expect(beside).toBe(value)
      // Pairs of blocks differ by nothing, so there is no room for chance.
      if (Number.isFinite(difference.low)) expect(difference).toEqual({ low: 0, high: 0 })
    }
  }

  test('equals its baseline to the bit under any delay of progressiveValidation', () => {
    fc.assert(
      fc.property(streams, fc.nat(60), (stream, delay) => {
        const claim = (how: ValidationOptions<(typeof stream)[number]>): void =>
          claimEqual(progressiveValidation(stream, modelOf(says), both(), how).metrics)
        claim({ delay })
        claim({ delay: (event) => event.delay })
        claim({ delay: (event) => event.delay, time: 'at' })
      }),
    )
  })

  test('equals it with the labels that joinLabels brings, in the report too', () => {
    fc.assert(
      fc.property(streams, (stream) => {
        const [events, labels] = [new Subject<(typeof stream)[number]>(), new Subject<{ id: number; y: Label }>()]
        const [model, metrics, numbers] = [modelOf(says), both(), report(inside)]
        let scored = 0
        events
          .pipe(
            predict(model, { metrics: { ...metrics, numbers } }),
            joinLabels(labels, { key: 'id' }),
            learn(model),
            score(metrics),
          )
          .subscribe(({ y, prediction, event, metrics }) => {
            numbers.update(y, prediction, event.weight)
            claimEqual(metrics)
            scored += 1
          })
        for (let now = 0; now < stream.length + 12; now++) {
          const event = stream[now]
          if (event !== undefined) events.next(event)
          for (const { id, y, delay } of stream) if (id + delay === now) labels.next({ id, y })
        }
        expect(scored).toBe(stream.length)
        claimNoDifference(numbers)
      }),
    )
  })

  test('has no skill over it, also when the tickets wait in a snapshot', () => {
    const model = modelOf(says)
    const table = () => new PendingLabels<{ id: number; ticket: Prediction }, { id: number; y: Label }>({ key: 'id' })
    let pending = table()
    const skill = new Skill({ model: new CrossEntropy(), baseline: new baseline(new CrossEntropy()), perfect: 0 })
    const ys = fc.sample(fc.constantFrom('a', 'b', 'b', 'c'), { numRuns: 200, seed: 5 })
    for (const [id] of ys.entries()) {
      pending.event({ id, ticket: withBaselines(model.predict(0), { skill }) })
      if (id % 50 === 20) {
        const restored = table()
        restore(restored, encode(pending))
        pending = restored
      }
      if (id < 10) continue
      for (const { ticket, y } of pending.label({ id: id - 10, y: ys[id - 10] as string })) {
        model.learn(0, y, { ticket })
        skill.update(y, ticket)
      }
    }
    expect(model.t).toBe(190)
    expect(skill.value).toBeCloseTo(0, 15)
  })
})

test('a certain forecaster 50 labels late is not the one that has seen them', () => {
  // Runs of 100: who knows the label before is right 99 times of 100, who knows the one 51 before about half the time.
  const stream = Array.from({ length: 5000 }, (_, i) => ({ x: 0, y: Math.floor(i / 100) % 2 }))
  const model = modelOf((heard) => certainly(heard.at(-1)?.[0]))
  const { metrics } = progressiveValidation(
    stream,
    model,
    { accuracy: new Accuracy(), lastLabel: new LastLabelBaseline() },
    { delay: 50 },
  )
  expect(metrics.lastLabel).toBe(metrics.accuracy)
  expect(metrics.lastLabel).toBeLessThan(0.55)
})

test('tickets of predict that have no forecasts are an error as soon as a baseline should score one', () => {
  const [events, labels] = [new Subject<{ id: number; x: number }>(), new Subject<{ id: number; y: number }>()]
  const model = modelOf((heard) => certainly(heard.at(-1)?.[0]))
  let error: unknown
  events
    .pipe(
      predict(model),
      joinLabels(labels, { key: 'id' }),
      learn(model),
      score({ lastLabel: new LastLabelBaseline() }),
    )
    .subscribe({ error: (e) => (error = e) })
  events.next({ id: 1, x: 0 })
  labels.next({ id: 1, y: 7 })
  expect(String(error)).toContain('predict(model, { metrics })')
})
