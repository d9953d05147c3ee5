import { from, map, merge, type Observable, type ObservableInput, Subject, takeUntil, takeWhile, tap } from 'rxjs'
import { emitEach } from './emitEach.ts'
import { exclusive } from './exclusive.ts'
import type { Key } from './pending/agingMap.ts'
import type { Field } from './pending/fields.ts'
import { joinRules } from './pending/joinRules.ts'
import type { Answer, JoinOptions, Labelled } from './pending/options.ts'
import { PendingLabels } from './pending/pendingLabels.ts'

/**
 * Waits for the label of each event and emits the event with it: `{ ...event, y, answer }`, where `answer` is the item of
 * `labels$` that brought it. An event is never held back before its prediction: `predict` stands before this operator. It is the loop
 *
 * ```
 * const pending = new PendingLabels(options)
 * for (const item of merged) {
 *   for (const event of isLabel(item) ? pending.label(item) : pending.event(item)) emit(event)
 * }
 * ```
 *
 * A label may come early, late, twice or never: see {@link JoinOptions}. What does not come out as a pair goes to `onRejected`.
 * A key names one event: where keys come back, as flight numbers do each day, put the day into the key.
 *
 * The labels are subscribed to before the events. An error of either stream is the error of the result. The result completes when
 * both have, or when the events have and no label can be of use to any of them; a table made here then sends what still waits to `onRejected`.
 *
 * @param labels$ - an Observable, Promise, iterable or async iterable of `{ y, … }`
 * @param options - what finds the event of a label; or a `PendingLabels`, to look at its gauges and save it, which goes on from
 *   where it stands
 *
 * @example
 * ```ts
 * import { joinLabels } from '@rivulet/trainer'
 * import { Subject } from 'rxjs'
 *
 * const departures = new Subject<{ flight: string; x: number[] }>()
 * const landings = new Subject<{ flight: string; y: boolean }>()
 * const labelled: [string, boolean][] = []
 * departures.pipe(joinLabels(landings, { key: 'flight' })).subscribe(({ flight, y }) => labelled.push([flight, y]))
 *
 * departures.next({ flight: 'RV 1', x: [0.5] })
 * departures.next({ flight: 'RV 2', x: [2] })
 * landings.next({ flight: 'RV 2', y: true })
 * labelled // => [['RV 2', true]]
 * ```
 */
export function joinLabels<E0 extends object, A extends Answer>(
  labels$: ObservableInput<A>,
  options: PendingLabels<E0, A>,
): <E extends E0>(events: Observable<E>) => Observable<Labelled<E, A>>
export function joinLabels<C extends object, A extends Answer & C>(
  labels$: ObservableInput<A>,
  options: JoinOptions<A, (item: C) => Key, (item: C) => number>,
): <E extends C>(events: Observable<E>) => Observable<Labelled<E, A>>
// The one with fields is the last, for the compiler shows the error of the last: it names the field that labels do not have.
export function joinLabels<A extends Answer, F extends keyof A>(
  labels$: ObservableInput<A>,
  options: JoinOptions<A, F, F>,
): <E extends Pick<A, F>>(events: Observable<E>) => Observable<Labelled<E, A>>
export function joinLabels<E extends object, A extends Answer>(
  labels$: ObservableInput<A>,
  options: PendingLabels<E, A> | JoinOptions<A, Field<E | A, Key>, Field<E | A, number>>,
): (events: Observable<E>) => Observable<Labelled<E, A>> {
  if (!(options instanceof PendingLabels)) joinRules(options)
  return (events) => {
    const joined = emitEach(() => {
      const own = options instanceof PendingLabels ? undefined : new PendingLabels<E, A>(options)
      const pending = own ?? (options as PendingLabels<E, A>)
      const settled = new Subject<void>()
      let ended = false
      const labelled = from(labels$).pipe(
        takeUntil(settled),
        map((answer) => pending.label(answer)),
        takeWhile(() => !ended || pending.awaits, true),
      )
      const immediate = events.pipe(
        map((event) => pending.event(event)),
        tap({
          complete: () => {
            ended = true
            if (!pending.awaits) settled.next()
          },
        }),
      )
      return merge(labelled, immediate).pipe(tap({ complete: () => own?.end() }))
    })
    return options instanceof PendingLabels ? exclusive('joinLabels', options, events, () => joined) : joined
  }
}
