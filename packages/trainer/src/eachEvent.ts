import { InvalidEvent } from '@rivulet/core'
import { defer, filter, map, type Observable, type OperatorFunction } from 'rxjs'
import { exclusive } from './exclusive.ts'
import { type OnRejected, rejecter } from './onRejected.ts'

/** What a refused event becomes between `map` and `filter`. */
const REFUSED = Symbol('refused')

/**
 * The frame of the operators: applies `step` to each event. What `step` refuses with an InvalidEvent goes to `onRejected`,
 * and the stream goes on; every other error is a bug and ends the stream as usual.
 *
 * It is made of `map` and `filter`, so that unsubscription, completion and errors are RxJS's own.
 *
 * @param operator - its name, for the warning
 * @param step - what to do with one event
 * @param onRejected - the observer of the refused events
 * @param owner - what `step` changes, if anything: one subscription at a time may
 */
export function eachEvent<A, B>(
  operator: string,
  step: (event: A) => B,
  onRejected?: OnRejected,
  owner?: object,
): OperatorFunction<A, B> {
  return (source: Observable<A>): Observable<B> => {
    const stream = (): Observable<B> => {
      const reject = rejecter(operator, onRejected)
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
    }
    return owner === undefined ? defer(stream) : exclusive(operator, owner, source, stream)
  }
}
