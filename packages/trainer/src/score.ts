import { check, checkOptions, type Label, type Outcome, type Prediction } from '@rivulet/core'
import type { Observable } from 'rxjs'
import { eachEvent } from './eachEvent.ts'
import type { OnRejected } from './onRejected.ts'
import type { QuantityOf, QuantityScorer, ScorableQuantity } from './quantities.ts'
import { requireFields } from './requireFields.ts'

const FIELDS = ['y', 'prediction']

/** The values of some metrics at one moment. */
export type Scores<M> = { readonly [P in keyof M]: number }

/** A distribution over labels, which some metrics take for a label. */
export interface SoftTarget {
  readonly labels: readonly Label[]
  readonly probabilities: readonly number[]
}

/** What is used of a metric, of whatever labels. */
export interface Scorer {
  update(y: Label | SoftTarget, prediction: Prediction, weight?: number): void
  readonly value: number
  forecasts?(): Readonly<Record<string, object>>
}

/** How to score. */
export interface ScoreOptions {
  /** Where an outcome goes that lacks a field, or that a metric refuses with an InvalidEvent. */
  readonly onRejected?: OnRejected
}

/** The labels that all metrics of a record understand. */
export type LabelOf<M> = {
  [P in keyof M]: M[P] extends { update(y: infer L, ...rest: never[]): void } ? (y: L) => void : never
}[keyof M] extends (y: infer L) => void
  ? L & Label
  : never

/** An outcome that can be scored; it counts as often as the `weight` of its event says, if it has one. */
export type Scorable<L extends Label> = Pick<Outcome<unknown, L>, 'y' | 'prediction'> & { readonly event?: unknown }

/**
 * Keeps running numbers of the outcomes and adds their values at that moment. It is the loop
 *
 * ```
 * for (const outcome of stream) {
 *   for (const name in metrics) metrics[name].update(outcome.y, outcome.prediction, outcome.event?.weight)
 *   emit({ ...outcome, metrics: { name: metrics[name].value, … } })
 * }
 * ```
 *
 * What is scored is the ticket, the prediction made before the label was known, never a newer one. A baseline is scored on what it said
 * at that moment too: where the label came late, `predict` needs the metrics as well, `predict(model, { metrics })`.
 *
 * @param metrics - a record of metrics, of labels or all of quantities; they are yours, and go on from where they stand
 * @param options - `onRejected`: where an outcome goes that lacks a field, or that a metric refuses with an InvalidEvent (the metrics
 *   before it in the record have counted it then)
 * @throws Error as the error of the stream, if there is a baseline and the ticket of `predict` came without forecasts
 *
 * @example
 * ```ts
 * import { score } from '@rivulet/trainer'
 * import { of } from 'rxjs'
 *
 * const errors = { value: 0, update: (y: string, { label }: { label: unknown }) => { errors.value += y === label ? 0 : 1 } }
 * const prediction = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.9, 0.1] }
 * const rows: object[] = []
 * const outcomes$ = of({ y: 'spam', prediction }, { y: 'ham', prediction })
 * outcomes$.pipe(score({ errors })).subscribe(({ metrics }) => rows.push(metrics))
 * rows // => [{ errors: 1 }, { errors: 1 }]
 * ```
 */
export function score<M extends Readonly<Record<string, Scorer>>>(
  metrics: M,
  options?: ScoreOptions,
): <O extends Scorable<LabelOf<M>>>(outcomes: Observable<O>) => Observable<O & { readonly metrics: Scores<M> }>
export function score<M extends Readonly<Record<string, QuantityScorer>>>(
  metrics: M,
  options?: ScoreOptions,
): <O extends ScorableQuantity<QuantityOf<M>>>(
  outcomes: Observable<O>,
) => Observable<O & { readonly metrics: Scores<M> }>
export function score(
  metrics: Readonly<Record<string, object>>,
  options: ScoreOptions = {},
): (outcomes: Observable<never>) => Observable<unknown> {
  return scored(metrics as Readonly<Record<string, Scorer>>, options)
}

// What the loop does with a quantity is what it does with a label.
function scored<M extends Readonly<Record<string, Scorer>>>(
  metrics: M,
  options: ScoreOptions,
): <O extends Scorable<Label>>(outcomes: Observable<O>) => Observable<O & { readonly metrics: Scores<M> }> {
  checkOptions<ScoreOptions>('score', options, ['onRejected'])
  checkMetrics(metrics)
  const baseline = Object.keys(metrics).find((name) => metrics[name]?.forecasts !== undefined)
  return <O extends Scorable<Label>>(outcomes: Observable<O>) =>
    outcomes.pipe(
      eachEvent(
        'score',
        (outcome: O) => {
          requireFields(outcome, FIELDS)
          if (baseline !== undefined && outcome.prediction.baselines === undefined) requireAtOnce(outcome, baseline)
          updateAll(metrics, outcome)
          return { ...outcome, metrics: valuesOf(metrics) }
        },
        options.onRejected,
        metrics,
      ),
    )
}

/** Refuses to compare what was predicted some time ago with what a baseline would say now. It is the program that is wrong, not the event. */
function requireAtOnce({ prediction, event }: Scorable<Label>, name: string): void {
  if ((event as { readonly ticket?: unknown } | undefined)?.ticket !== prediction) return
  throw new Error(
    `${name} should be scored on what it said when the model predicted: give predict the metrics too, predict(model, { metrics })`,
  )
}

/** Refuses a record in which something is no metric: a class that was not made, a factory, a list. */
export function checkMetrics(metrics: Readonly<Record<string, Scorer>>): void {
  for (const name of Object.keys(Object(metrics))) {
    const able = typeof (metrics[name] as Partial<Scorer> | undefined)?.update === 'function'
    check(able, `metrics.${name}`, 'a metric, new Accuracy()', metrics[name])
  }
}

/** Counts an outcome in each metric. */
export function updateAll(metrics: Readonly<Record<string, Scorer>>, { y, prediction, event }: Scorable<Label>): void {
  const weight = (event as { readonly weight?: number } | undefined)?.weight
  for (const name in metrics) (metrics[name] as Scorer).update(y, prediction, weight)
}

/** The values now. */
export function valuesOf<M extends Readonly<Record<string, Scorer>>>(metrics: M): Scores<M> {
  const values = {} as { -readonly [P in keyof M]: number }
  for (const name in metrics) values[name] = metrics[name]?.value as number
  return values
}
