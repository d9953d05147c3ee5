import { concat, defer, from, map, merge, Observable, type ObservableInput, of, Subject, takeUntil } from 'rxjs'
import { emitEach } from '../emitEach.ts'
import type { Field } from '../pending/fields.ts'
import { type OrderOptions, TimeOrder, type Turn } from './timeOrder.ts'

/**
 * Brings events and labels into the order of their times, so that whatever stands behind, predictions included, gives the same
 * bytes for any interleaving of the two streams. Put it before `predict`: a prediction that was made on arrival depends on which
 * labels had arrived. The price is that an event waits until the labels' watermark has reached it. It is the loop
 *
 * ```
 * const order = new TimeOrder(options)
 * for (const item of merged) {
 *   for (const turn of isLabel(item) ? order.label(item) : order.event(item)) {
 *     if ('event' in turn) events.emit(turn.event)
 *     else labels.emit(turn.answer)
 *   }
 * }
 * ```
 *
 * The sources are subscribed to when both results have been, and let go when neither is any more. An error of either source is the
 * error of both results.
 *
 * @param events$ - the events
 * @param labels$ - the labels
 * @param options - their time, the lateness allowed, and the bound; or a `TimeOrder`, to look at its gauges and save it
 * @returns the events and the labels, to be used together once
 *
 * @example
 * ```ts
 * import { joinLabels, orderByTime, predict } from '@rivulet/trainer'
 * import { from } from 'rxjs'
 *
 * const departures$ = from([{ flight: 'RV 1', at: 0, x: [1] }, { flight: 'RV 2', at: 50, x: [2] }])
 * const landings$ = from([{ flight: 'RV 1', at: 40, y: true }, { flight: 'RV 2', at: 90, y: false }])
 * const [departures, landings] = orderByTime(departures$, landings$, { time: 'at' })
 *
 * const order: string[] = []
 * const model = { predict: ([x]: number[]) => (order.push(`predict ${x}`), { label: true, labels: [true], probabilities: [1] }) }
 * departures.pipe(predict(model), joinLabels(landings, { key: 'flight' })).subscribe(({ x }) => order.push(`learn ${x}`))
 * order // => ['predict 1', 'learn 1', 'predict 2', 'learn 2']
 * ```
 */
export function orderByTime<E extends object, A extends object>(
  events$: ObservableInput<E>,
  labels$: ObservableInput<A>,
  options: OrderOptions<Field<E | A, number>> | TimeOrder<E, A>,
): [events: Observable<E>, labels: Observable<A>] {
  const turns = emitEach<Turn<E, A>>(() => {
    const order = options instanceof TimeOrder ? options : new TimeOrder<E, A>(options)
    order.start()
    return merge(
      ended(from(labels$).pipe(map((answer) => order.label(answer))), () => order.endLabels()),
      ended(from(events$).pipe(map((event) => order.event(event))), () => order.endEvents()),
    )
  })
  let run = new Run<E, A>()
  const half = <T>(side: (run: Run<E, A>) => Subject<T>): Observable<T> =>
    new Observable((subscriber) => {
      const mine = run
      side(mine).subscribe(subscriber)
      subscriber.add(() => mine.leave())
      if (!mine.events.observed || !mine.labels.observed) return
      // Who comes from now on waits for a run of their own.
      run = new Run()
      mine.start(turns)
    })
  return [half((run) => run.events), half((run) => run.labels)]
}

/** One subscription to both sources, shared by both results. */
class Run<E, A> {
  readonly events: Subject<E> = new Subject<E>()
  readonly labels: Subject<A> = new Subject<A>()
  readonly #gone = new Subject<void>()

  start(turns: Observable<Turn<E, A>>): void {
    turns.pipe(takeUntil(this.#gone)).subscribe({
      next: (turn) => ('event' in turn ? this.events.next(turn.event) : this.labels.next(turn.answer)),
      error: (error) => {
        this.events.error(error)
        this.labels.error(error)
      },
      complete: () => {
        this.events.complete()
        this.labels.complete()
      },
    })
  }

  leave(): void {
    if (!this.events.observed && !this.labels.observed) this.#gone.next()
  }
}

function ended<T>(source: Observable<T>, last: () => T): Observable<T> {
  return concat(
    source,
    defer(() => of(last())),
  )
}
