import { Observable, Subject, takeUntil } from 'rxjs'

/**
 * Emits, one by one, the items of the arrays that a source emits, as `mergeAll` does, at a fifth of its price.
 *
 * @param arrays - makes the source, for each subscription anew
 */
export function emitEach<T>(arrays: () => Observable<readonly T[]>): Observable<T> {
  return new Observable((subscriber) => {
    // A source that emits everything while it is subscribed to stops in the middle only if something tells it.
    const gone = new Subject<void>()
    subscriber.add(() => gone.next())
    arrays()
      .pipe(takeUntil(gone))
      .subscribe({
        next: (items) => {
          for (let i = 0; i < items.length; i++) subscriber.next(items[i] as T)
        },
        error: (error) => subscriber.error(error),
        complete: () => subscriber.complete(),
      })
  })
}
