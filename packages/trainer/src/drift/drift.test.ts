import { type DriftLevel, type Outcome, type Prediction, Random } from '@rivulet/core'
import { encode, record, restore } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { from, tap } from 'rxjs'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { collect } from '../../test/collect.ts'
import { Ddm } from '../../test/ddm.ts'
import { SoftmaxLearner } from '../../test/softmaxLearner.ts'
import {
  type Challenge,
  Challenger,
  challenge,
  type Raised,
  reopenOnDrift,
  train,
  type Watched,
  watch,
} from '../index.ts'

type YesNo = 'yes' | 'no'

/** Two classes by the sign of a noisy sum, which is turned round in the middle. */
function turning(n: number, seed: number): { x: number[]; y: YesNo }[] {
  const random = new Random(seed)
  return Array.from({ length: n }, (_, i) => {
    const x = [1, random.normal(), random.normal()]
    const up = (x[1] as number) + (x[2] as number) + 0.3 * random.normal() > 0
    return { x, y: up === i < n / 2 ? 'yes' : 'no' }
  })
}

const model = () => new SoftmaxLearner<YesNo>(3, ['yes', 'no'])
const scripted = (alarms: readonly DriftLevel[]) => {
  const left = alarms.values()
  return { update: () => left.next().value ?? 'stable' }
}
/** An outcome of a contest, of an event with a weight. */
type Judged = Watched<readonly number[], YesNo> & { event: { weight: number }; challenge: Challenge }

const someAlarms = fc.array(fc.constantFrom<DriftLevel>('stable', 'warning', 'drift'), { minLength: 30, maxLength: 30 })
const errors = (outcomes: readonly Outcome<unknown, YesNo>[], from: number) =>
  outcomes.slice(from).filter(({ y, prediction }) => y !== prediction.label).length

describe('watch', () => {
  test('is its loop: shows the errors, adds the alarm, and tells of warnings that begin and of drifts', () => {
    fc.assert(
      fc.property(someAlarms, (alarms) => {
        const outcomes = collect(from(turning(30, 1)).pipe(train(model())))
        const shown: number[] = []
        const script = scripted(alarms)
        const detector = {
          update: (error: number) => {
            shown.push(error)
            return script.update()
          },
        }
        const raised: Raised[] = []
        const watched = collect(from(outcomes).pipe(watch(detector, { onAlarm: (alarm) => raised.push(alarm) })))
        expect(shown).toEqual(outcomes.map(({ y, prediction }) => (y === prediction.label ? 0 : 1)))
        expect(watched).toEqual(outcomes.map((outcome, i) => ({ ...outcome, alarm: alarms[i] })))
        const expected = alarms.flatMap((level, i) =>
          level === 'drift' || (level === 'warning' && alarms[i - 1] !== 'warning')
            ? [{ level, outcome: outcomes[i] }]
            : [],
        )
        expect(raised).toEqual(expected)
      }),
    )
  })

  test('shows something else if told to: the loss, or the label to a detector of labels', () => {
    const losses: number[] = []
    const ofLosses = { update: (loss: number): DriftLevel => (losses.push(loss) > 0 ? 'stable' : 'drift') }
    const labels: YesNo[] = []
    const ofLabels = { update: (y: YesNo): DriftLevel => (labels.push(y) > 0 ? 'stable' : 'drift') }
    const outcomes = collect(
      from(turning(5, 1)).pipe(
        train(model()),
        watch(ofLosses, { shown: ({ loss }: Outcome<unknown, YesNo>) => loss, onAlarm: { next: () => {} } }),
        watch(ofLabels, { shown: ({ y }: Outcome<unknown, YesNo>) => y }),
      ),
    )
    expect(losses).toEqual(outcomes.map(({ loss }) => loss))
    expect(labels).toEqual(outcomes.map(({ y }) => y))
    expectTypeOf(outcomes[0]!.alarm).toEqualTypeOf<DriftLevel>()
    // @ts-expect-error a detector of labels is not shown errors
    watch(ofLabels)
  })
})

test('reopenOnDrift re-opens the step size at each drift, and at nothing else', () => {
  fc.assert(
    fc.property(someAlarms, (alarms) => {
      const [one, two] = [model(), model()]
      const stream = turning(30, 2)
      const outcomes = collect(from(stream).pipe(train(one), watch(scripted(alarms)), reopenOnDrift(one)))
      for (const [i, { x, y }] of stream.entries()) {
        two.learn(x, y, { ticket: two.predict(x) })
        if (alarms[i] === 'drift') two.reopen()
      }
      expect(outcomes).toHaveLength(30)
      expect(encode(one)).toEqual(encode(two))
    }),
  )
})

describe('challenge', () => {
  test('is its loop, and saved and restored anywhere goes on byte for byte', () => {
    fc.assert(
      fc.property(someAlarms, fc.nat(30), fc.integer({ min: 1, max: 5 }), fc.nat(9), (alarms, cut, events, more) => {
        const make = () => {
          const [mine, options] = [model(), { create: model, events, patience: events + more }]
          const challenger = new Challenger({ model: mine, ...options })
          return { model: mine, challenger, state: record({ model: mine, challenger }) }
        }
        const [whole, before, after] = [make(), make(), make()]
        const stream = turning(30, 3)
        const run = ({ model, challenger }: ReturnType<typeof make>, start: number, end: number) =>
          collect(
            from(stream.slice(start, end)).pipe(
              train(model),
              watch(scripted(alarms.slice(start, end))),
              challenge(challenger),
            ),
          ).map(({ challenge }) => challenge)
        const expected = run(whole, 0, 30)
        const first = run(before, 0, cut)
        restore(after.state, encode(before.state))
        expect([...first, ...run(after, cut, 30)]).toEqual(expected)
        expect(encode(after.state)).toEqual(encode(whole.state))
      }),
    )
  })

  test('swaps in the bytes of a learner that learned since the warning, when it is better', () => {
    fc.assert(
      fc.property(someAlarms, fc.integer({ min: 1, max: 5 }), (alarms, events) => {
        const weights = [1, 3, 0.5, 0]
        const stream = turning(30, 4).map((event, i) => ({ ...event, weight: weights[i % 4] as number }))
        const mine = model()
        let since: { learner: SoftmaxLearner<YesNo>; n: number; gain: number; drift: boolean } | undefined
        const watched = from(stream).pipe(train(mine), watch(scripted(alarms)))
        const options = { model: mine, create: model, events, patience: 12 }
        const judge = ({ x, y, loss, alarm, event, challenge }: Judged) => {
          if (alarm === 'stable' && !since?.drift) {
            expect(challenge).toBe(since === undefined ? 'none' : 'given up')
            since = undefined
            return
          }
          since ??= { learner: model(), n: 0, gain: 0, drift: false }
          since.drift ||= alarm === 'drift'
          const { weight } = event
          since.gain += weight * (loss - since.learner.learn(x, y, { weight }))
          since.n += 1
          const won = since.drift && since.n >= events && since.gain > 1e-9
          expect(challenge).toBe(won ? 'won' : since.n >= 12 ? 'given up' : 'training')
          if (won) expect(encode(mine)).toEqual(encode(since.learner))
          if (challenge !== 'training') since = undefined
        }
        // An expectation that fails within the stream is its error, which collect throws.
        expect(collect(watched.pipe(challenge(options), tap(judge)))).toHaveLength(30)
      }),
    )
  })

  test('with a detector, recovers from a world turned round better than the model alone', () => {
    const stream = turning(4000, 5)
    const [alone, helped] = [model(), model()]
    const plain = collect(from(stream).pipe(train(alone)))
    const drifts: number[] = []
    const raised = ({ level, outcome }: Raised) => level === 'drift' && drifts.push(outcome.t)
    const swapped = collect(
      from(stream).pipe(
        train(helped),
        watch(new Ddm(), { onAlarm: raised }),
        challenge({ model: helped, create: model }),
      ),
    )
    expect(errors(swapped, 0) - errors(swapped, 2000)).toBe(errors(plain, 0) - errors(plain, 2000))
    expect(drifts).toHaveLength(1)
    expect(swapped.filter(({ challenge }) => challenge === 'won')).toHaveLength(1)
    expect(errors(swapped, 2000)).toBeLessThan(0.7 * errors(plain, 2000))
  })

  test('bounds that are none are refused', () => {
    const contest = (how: object) => () => new Challenger({ model: model(), create: model, ...how })
    expect(contest({ events: 0 })).toThrow('events should be a whole number ≥ 1, but is 0')
    expect(contest({ events: 10, patience: 9 })).toThrow('patience should be a whole number ≥ 10, but is 9')
  })

  test('its labels are the model’s', () => {
    const other: Watched<number[], 'apple'> = { x: [], y: 'apple', loss: 0, alarm: 'stable' }
    // @ts-expect-error outcomes with other labels
    from([other]).pipe(challenge({ model: model(), create: model }))
    expectTypeOf<Prediction<YesNo>['label']>().toEqualTypeOf<YesNo | undefined>()
  })
})
