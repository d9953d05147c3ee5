import { type OperatorFunction, Subject } from 'rxjs'

/**
 * Makes one function of a chain of operators: an event goes in, and what comes of it is emitted before the function returns. So
 * whoever drives, `trainDurably` of `@rivulet/durable` for instance, has each event learned, or not at all, when a snapshot is taken. It is
 *
 * ```
 * const events = new Subject()
 * events.pipe(operator).subscribe((outcome) => emit(outcome))
 * const step = (event, emit) => events.next(event)
 * ```
 *
 * @param operator - `(events$) => events$.pipe(train(model), score(metrics))`; one that emits later, such as `delay`, does not fit
 * @returns the step; it throws what would be the error of the stream, and what the receiver of an outcome throws, and takes no event
 * after that: whoever called it must not save what it may have learned by half
 *
 * @example
 * ```ts
 * import { toStep } from '@rivulet/trainer'
 * import { filter, map } from 'rxjs'
 *
 * const step = toStep<number, string>((events$) => events$.pipe(filter((n) => n > 1), map((n) => `learned ${n}`)))
 * const outcomes: string[] = []
 * for (const n of [1, 2, 3]) step(n, (outcome) => outcomes.push(outcome))
 * outcomes // => ['learned 2', 'learned 3']
 * ```
 */
export function toStep<E, O>(operator: OperatorFunction<E, O>): (event: E, emit: (outcome: O) => void) => void {
  const events = new Subject<E>()
  let receiver: ((outcome: O) => void) | undefined
  const failures: unknown[] = []
  events.pipe(operator).subscribe({
    next: (outcome) => {
      if (receiver === undefined) throw new Error('a step should emit at once, but its operators emitted later')
      // RxJS would report it later, and to nobody; and what was learned would be called saved.
      try {
        receiver(outcome)
      } catch (error) {
        failures.push(error)
      }
    },
    error: (error) => {
      failures.push(error)
    },
  })
  return (event, emit) => {
    if (failures.length > 0) throw failures[0]
    receiver = emit
    events.next(event)
    receiver = undefined
    if (failures.length > 0) throw failures[0]
  }
}
