import type { Label } from '@rivulet/core'
import { map, type Observable } from 'rxjs'
import { exclusive } from '../exclusive.ts'
import { type Challenge, Challenger, type ChallengerOptions, type Watched } from './challenger.ts'

/**
 * Trains a challenger in the shadow of the model from a warning on, and swaps it in if the alarm comes true and it is better: see
 * {@link Challenger} for when. It stands behind `watch`, adds how the contest stands as `challenge`, and is the loop
 *
 * ```
 * const challenger = new Challenger(options)
 * for (const outcome of stream) emit({ ...outcome, challenge: challenger.update(outcome) })
 * ```
 *
 * @param options - `{ model, create, eta?, events?, patience? }`; or a `Challenger`, to save it, which goes on from where it stands
 *
 * @example
 * ```ts
 * import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
 * import { challenge, train, watch } from '@rivulet/trainer'
 * import { from } from 'rxjs'
 *
 * // Believes the first label that it learned.
 * class First {
 *   t = 0
 *   label = ''
 *   labels = ['a', 'b']
 *   predict() { return { label: this.label, labels: this.labels, probabilities: [0.5, 0.5] } }
 *   learn(_x: number, y: string) {
 *     const loss = y === this.label ? 0 : 1
 *     if (this.t++ === 0) this.label = y
 *     return loss
 *   }
 *   save(to: SnapshotWriter) { to.array('t', [this.t]); to.text('label', this.label) }
 *   load(from: SnapshotReader) { this.t = from.array('t')[0]!; this.label = from.text('label') }
 * }
 * const model = new First()
 * let row = 0
 * const levels = ['stable', 'warning', 'drift'] as const
 * const twoInARow = { update: (error: number) => levels[(row = error && Math.min(row + 1, 2))]! }
 * const said: string[] = []
 * from([...'aaabbb'].map((y) => ({ x: 0, y })))
 *   .pipe(train(model), watch(twoInARow), challenge({ model, create: () => new First(), events: 2 }))
 *   .subscribe(({ challenge }) => said.push(challenge))
 * said // => ['training', 'given up', 'none', 'training', 'won', 'none']
 * ```
 */
export function challenge<X, L extends Label>(
  options: Challenger<X, L> | ChallengerOptions<X, L>,
): <O extends Watched<X, L>>(outcomes: Observable<O>) => Observable<O & { readonly challenge: Challenge }> {
  return <O extends Watched<X, L>>(outcomes: Observable<O>) =>
    exclusive('challenge', options, outcomes, () => {
      const challenger = options instanceof Challenger ? options : new Challenger(options)
      return outcomes.pipe(map((outcome) => ({ ...outcome, challenge: challenger.update(outcome) })))
    })
}
