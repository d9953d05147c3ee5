import { encode, restore } from '../snapshot/index.ts'
import type { Forecast, Quantity, Regressor } from '../vocabulary.ts'
import { clone, reorder, same, spoil } from './clone.ts'
import { claim, claimSameBytes, claimThrows, type Law } from './law.ts'
import { close } from './learnerSubject.ts'
import { snapshotLaws } from './snapshotLaws.ts'

/** A regressor to be certified. */
export interface RegressorSubject<X, Y extends Quantity> {
  /** A new regressor, always constructed alike. */
  create(): Regressor<X, Y>
  /** At least 20 examples. With sparse vectors, indices are below 4096. */
  readonly examples: readonly { readonly x: X; readonly y: Y }[]
}

/**
 * The laws that every regressor obeys, ours and a third party's: those of learners, with a number in place of a label.
 *
 * @param subject - how to make the regressor, and examples that it accepts
 *
 * @example
 * ```ts
 * import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
 * import { regressorLaws } from '@rivulet/core/conformance'
 *
 * const create = () => ({
 *   t: 0,
 *   predict: () => ({ value: 0 }),
 *   learn(_x: number[], y: number) {
 *     this.t += 1
 *     return (y * y) / 2
 *   },
 *   save(to: SnapshotWriter) {
 *     to.array('t', [this.t])
 *   },
 *   load(from: SnapshotReader) {
 *     this.t = from.array('t')[0] ?? 0
 *   },
 * })
 * const examples = Array.from({ length: 20 }, (_, i) => ({ x: [i], y: i }))
 * const broken = regressorLaws({ create, examples }).filter((law) => {
 *   try {
 *     law.check()
 *   } catch {
 *     return true
 *   }
 * })
 * broken.map((law) => law.name).includes('a bad event is refused as InvalidEvent and changes no byte') // => true
 * ```
 *
 * @see Montiel et al. (2021), River: machine learning for streaming data in Python (its estimator checks)
 */
export function regressorLaws<X, Y extends Quantity>(subject: RegressorSubject<X, Y>): Law[] {
  const { create, examples } = subject
  const half = examples.length >> 1
  const first = examples[0] as { x: X; y: Y }
  const learned = (from = 0, to: number = examples.length, learner = create()): Regressor<X, Y> => {
    for (const { x, y } of examples.slice(from, to)) learner.learn(clone(x), clone(y))
    return learner
  }
  const copy = (learner: Regressor<X, Y>): Regressor<X, Y> => {
    const restored = create()
    restore(restored, encode(learner))
    return restored
  }

  return [
    {
      name: 'predict is pure, and what it forecasts is finite: before the first event, and after',
      check() {
        for (const learner of [create(), learned(0, half)]) {
          const bytes = encode(learner)
          for (const { x } of examples) {
            const given = clone(x)
            const forecast = learner.predict(given)
            claim(same(given, x), 'the example is as it was')
            claim(same(learner.predict(given), forecast), 'the second forecast is the first')
            for (const v of numbersOf(forecast.value)) claim(Number.isFinite(v), 'a forecast is finite')
          }
          claimSameBytes(encode(learner), bytes, 'the state after predicting is the state before')
        }
      },
    },
    {
      name: 'the example is neither kept nor mutated, and t counts',
      check() {
        const learner = create()
        for (const { x, y } of examples) {
          const given = clone({ x, y })
          const loss = learner.learn(given.x, given.y)
          claim(Number.isFinite(loss) && loss >= 0, 'the loss is finite and ≥ 0')
          claim(same(given, { x, y }), 'the example is as it was')
          spoil(given)
        }
        claim(learner.t === examples.length, `t is ${examples.length}`)
        claimSameBytes(encode(learner), encode(learned()), 'a learner whose examples were destroyed is as another')
      },
    },
    {
      name: 'the order of the features is irrelevant',
      check() {
        const [learner, other] = [learned(), create()]
        for (const { x, y } of examples) other.learn(reorder(x), y)
        for (const { x } of examples) {
          const [p, q] = [numbersOf(learner.predict(x).value), numbersOf(other.predict(reorder(x)).value)]
          claim(
            p.every((v, c) => Math.abs(v - (q[c] as number)) <= 1e-7 * Math.max(1, Math.abs(v))),
            'forecasts do not depend on the order of the features',
          )
        }
      },
    },
    {
      name: 'late tickets are honoured: the loss is that of the ticket, which may have waited as JSON',
      check() {
        const learner = learned(0, half)
        const tickets = examples.map(({ x }) => JSON.parse(JSON.stringify(learner.predict(x))) as Forecast<Y>)
        const then = examples.map(({ x, y }) => copy(learner).learn(x, y))
        for (const [i, { x, y }] of examples.entries()) {
          const loss = learner.learn(x, y, { ticket: tickets[i] as Forecast<Y> })
          claim(close(loss, then[i] as number), 'the loss is what it was when the forecast was made')
        }
      },
    },
    {
      name: 'its own step size, given explicitly, changes nothing; an event of weight 0 moves nothing',
      check() {
        const [learner, other] = [create(), create()]
        for (const { x, y } of examples) {
          learner.learn(x, y)
          if (other.eta === undefined) other.learn(x, y)
          else other.learn(x, y, { eta: other.eta() })
        }
        claimSameBytes(encode(learner), encode(other), 'learn(x, y) is learn(x, y, { eta: eta() })')
        const before = examples.map(({ x }) => learner.predict(x))
        learner.learn(first.x, first.y, { weight: 0, eta: 0 })
        claim(
          same(
            examples.map(({ x }) => learner.predict(x)),
            before,
          ),
          'what weighs nothing moves nothing',
        )
      },
    },
    {
      name: 'learn(A), save, load, learn(B) is learn(A ++ B), byte for byte; reopen keeps the forecasts',
      check() {
        const whole = encode(learned())
        for (const split of [0, 1, half, examples.length - 1]) {
          const continued = learned(split, examples.length, copy(learned(0, split)))
          claimSameBytes(encode(continued), whole, `interrupted after ${split} events it is as uninterrupted`)
        }
        const learner = learned()
        const before = examples.map(({ x }) => learner.predict(x))
        learner.reopen?.()
        claim(
          same(
            examples.map(({ x }) => learner.predict(x)),
            before,
          ),
          'forecasts are as before',
        )
      },
    },
    {
      name: 'a bad event is refused as InvalidEvent and changes no byte',
      check() {
        const learner = learned(0, half)
        const bytes = encode(learner)
        for (const y of [Number.NaN, Infinity, 'many', null, undefined, {}, [], [Number.NaN], ['1']]) {
          claimThrows(() => learner.learn(first.x, y as Y), 'InvalidEvent', `${String(y)} for a quantity`)
        }
        for (const weight of [-1, Number.NaN, Infinity]) {
          claimThrows(() => learner.learn(first.x, first.y, { weight }), 'InvalidEvent', `a weight of ${weight}`)
        }
        for (const x of [undefined, null, 7]) {
          claimThrows(() => learner.learn(x as X, first.y), 'InvalidEvent', `${x} for an event to learn`)
          claimThrows(() => learner.predict(x as X), 'InvalidEvent', `${x} for an event to predict`)
        }
        claimSameBytes(encode(learner), bytes, 'the state after refusing is the state before')
      },
    },
    ...snapshotLaws({
      create,
      use(learner: Regressor<X, Y>, i) {
        const { x, y } = examples[i % examples.length] as { x: X; y: Y }
        for (const v of numbersOf(learner.predict(x).value)) claim(Number.isFinite(v), 'a forecast is finite')
        learner.learn(x, y)
      },
    }),
  ]
}

function numbersOf(quantity: Quantity): readonly number[] {
  return typeof quantity === 'number' ? [quantity] : quantity
}
