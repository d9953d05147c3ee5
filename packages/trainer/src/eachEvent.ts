import { InvalidEvent } from '@rivulet/core'
import { defer, filter, map, type Observable, type OperatorFunction } from 'rxjs'
import { type Rejected, rejecter } from './rejected.ts'

/** What a refused event becomes between `map` and `filter`. */
const REFUSED = Symbol('refused')

/**
 * The frame of the operators: applies `step` to each event. What `step` refuses with an InvalidEvent goes to `rejected`,
 * and the stream goes on; every other error is a bug and ends the stream as usual.
 *
 * It is made of `map` and `filter`, so that unsubscription, completion and errors are RxJS's own.
 *
 * @param operator - its name, for the warning
 * @param step - what to do with one event
 * @param rejected - the observer of the refused events
 */
export function eachEvent<A, B>(operator: string, step: (event: A) => B, rejected?: Rejected): OperatorFunction<A, B> {
  return (source: Observable<A>): Observable<B> =>
    defer(() => {
      const reject = rejecter(operator, rejected)
      return source.pipe(
        map((event): B | typeof REFUSED => {
          try {
            return step(event)
          } catch (error) {
            if (!(error instanceof InvalidEvent)) throw error
            reject(event, error.message)
            return REFUSED
          }
        }),
        filter((out): out is B => out !== REFUSED),
      )
    })
}
