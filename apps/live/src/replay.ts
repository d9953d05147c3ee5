import { Observable } from 'rxjs'
import type { ReplayClock } from './clock.ts'
import type { Entry, Log, StreamEvent } from './streams/stream.ts'

/**
 * The entries of a log as an Observable, each when its time has come. Reading starts when somebody subscribes, and
 * nothing more is read when nobody does any more.
 */
export function replay<E extends StreamEvent>(log: Log<E>, clock: ReplayClock): Observable<Entry<E>> {
  return new Observable((subscriber) => {
    const run = async (): Promise<void> => {
      for await (const batch of log) {
        for (const entry of batch) {
          for (let wait = clock.wait(entry.at); wait !== undefined; wait = clock.wait(entry.at)) await wait
          if (subscriber.closed) return
          subscriber.next(entry)
          if (subscriber.closed) return
        }
      }
      subscriber.complete()
    }
    run().catch((error: unknown) => subscriber.error(error))
  })
}
