import type { DriftLevel, Learner } from '@rivulet/core'
import { type Observable, tap } from 'rxjs'

/**
 * Re-opens the learner's step size at each drift, so that it learns the new world as fast as it once learned the old; its weights
 * stay. It stands behind `watch`, and is the loop
 *
 * ```
 * for (const outcome of stream) {
 *   if (outcome.alarm === 'drift') model.reopen()
 *   emit(outcome)
 * }
 * ```
 *
 * A learner whose `eta` is passed in by `train` or `learn` counts on: that schedule is yours.
 *
 * @param model - anything with `reopen`
 *
 * @example
 * ```ts
 * import { reopenOnDrift } from '@rivulet/trainer'
 * import { from } from 'rxjs'
 *
 * let reopened = 0
 * const model = { reopen: () => { reopened += 1 } }
 * from([{ alarm: 'stable' }, { alarm: 'drift' }] as const).pipe(reopenOnDrift(model)).subscribe()
 * reopened // => 1
 * ```
 */
export function reopenOnDrift(
  model: Required<Pick<Learner, 'reopen'>>,
): <O extends { readonly alarm: DriftLevel }>(outcomes: Observable<O>) => Observable<O> {
  return (outcomes) =>
    outcomes.pipe(
      tap(({ alarm }) => {
        if (alarm === 'drift') model.reopen()
      }),
    )
}
