import { checkOptions, type Detector, type DriftLevel, type Label, type Outcome } from '@rivulet/core'
import { map, type Observable } from 'rxjs'
import { exclusive } from '../exclusive.ts'

/** What `watch` needs of an outcome. */
export type Watchable = Pick<Outcome<unknown, Label>, 't' | 'y' | 'prediction'>

/** An alarm that was raised. */
export interface Raised<O = Watchable> {
  readonly level: 'warning' | 'drift'
  /** The outcome at which it was raised. */
  readonly outcome: O
}

/** How to watch. `C` is what it needs of an outcome, `V` what the detector is shown. */
export interface WatchOptions<C, V = number> {
  /** What the detector is shown; by default 1 if the prediction was wrong, else 0. */
  readonly shown?: (outcome: C) => V
  /** Is told when a warning begins and when a drift is found. */
  readonly onAlarm?: ((alarm: Raised<C>) => void) | { next(alarm: Raised<C>): void }
}

/**
 * Shows the errors to a drift detector, and adds what it says as `alarm`. It is the loop
 *
 * ```
 * for (const outcome of stream) {
 *   const alarm = detector.update(shown(outcome))
 *   if (alarm === 'drift' || (alarm === 'warning' && alarm !== before)) onAlarm({ level: alarm, outcome })
 *   emit({ ...outcome, alarm })
 *   before = alarm
 * }
 * ```
 *
 * The operators behind it act on the alarm: `reopenOnDrift`, `challenge`, or a `filter` of your own.
 *
 * @param detector - anything with `update`; it is yours, and goes on from where it stands
 * @param options - `shown`: what it is shown, such as the loss, or the label; `onAlarm`: who is told
 *
 * @example
 * ```ts
 * import { watch } from '@rivulet/trainer'
 * import { from } from 'rxjs'
 *
 * let wrong = 0
 * const threeInARow = { update: (error: number) => ((wrong = error === 0 ? 0 : wrong + 1) < 3 ? 'stable' : 'drift') }
 * const prediction = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.9, 0.1] }
 * const outcomes = ['ham', 'spam', 'spam', 'spam'].map((y, t) => ({ t, y, prediction }))
 * const drifts: number[] = []
 * from(outcomes).pipe(watch(threeInARow, { onAlarm: ({ outcome }) => drifts.push(outcome.t) })).subscribe()
 * drifts // => [3]
 * ```
 *
 * @see Gama et al. (2014), A Survey on Concept Drift Adaptation
 */
export function watch<C extends Watchable = Watchable>(
  detector: Pick<Detector, 'update'>,
  options?: WatchOptions<C>,
): <O extends C>(outcomes: Observable<O>) => Observable<O & { readonly alarm: DriftLevel }>
export function watch<V, C extends Watchable = Watchable>(
  detector: { update(shown: V): DriftLevel },
  options: WatchOptions<C, V> & Required<Pick<WatchOptions<C, V>, 'shown'>>,
): <O extends C>(outcomes: Observable<O>) => Observable<O & { readonly alarm: DriftLevel }>
export function watch<C extends Watchable>(
  detector: Pick<Detector, 'update'>,
  options: WatchOptions<C> = {},
): <O extends C>(outcomes: Observable<O>) => Observable<O & { readonly alarm: DriftLevel }> {
  checkOptions<WatchOptions<C>>('watch', options, ['onAlarm', 'shown'])
  const { shown = wrong, onAlarm } = options
  const tell = typeof onAlarm === 'function' ? onAlarm : (alarm: Raised<C>) => onAlarm?.next(alarm)
  return <O extends C>(outcomes: Observable<O>) =>
    exclusive('watch', detector, outcomes, () => {
      let before: DriftLevel = 'stable'
      return outcomes.pipe(
        map((outcome) => {
          const alarm = detector.update(shown(outcome))
          if (alarm === 'drift' || (alarm === 'warning' && before !== 'warning')) tell({ level: alarm, outcome })
          before = alarm
          return { ...outcome, alarm }
        }),
      )
    })
}

function wrong({ y, prediction }: Watchable): number {
  return prediction.label === y ? 0 : 1
}
