import type { Json } from '@rivulet/core/snapshot'
import type { Item, SeekableSource } from '@rivulet/durable'
import type { Entry, Log, OpenStream, StreamEvent } from '../streams/openStream.ts'
import type { ReplayClock } from './clock.ts'

/** How many entries are given at a time when all are due: so few that a pause is heard at once. */
const BATCH = 256

/**
 * A log whose entries come each when its time has come, and with them what people add, as it happens, also while the clock is paused.
 * What was added has no position of its own: what is not in a snapshot when the process dies is lost.
 */
export function paced<E extends StreamEvent, P extends Json>(
  { log, playground }: Pick<OpenStream<E>, 'playground'> & { readonly log: Log<E, P> },
  clock: ReplayClock,
): SeekableSource<Entry<E>, P> {
  return {
    release: async (before) => log.release?.(before),
    async *readFrom(position, signal) {
      const added: E[] = []
      const adding = playground?.added.subscribe((event) => {
        added.push(event)
        clock.wake()
      })
      // To ask a signal made of others takes longer than to hand an event on.
      let stopped = signal?.aborted === true
      const stop = (): void => {
        stopped = true
        clock.wake()
      }
      signal?.addEventListener('abort', stop)
      let due: Item<Entry<E>, P>[] = []
      try {
        for await (const batch of log.readFrom(position, signal)) {
          for (const entry of batch) {
            while ('event' in entry && !stopped) {
              const wait = clock.wait(entry.event.at)
              if (wait === undefined && added.length === 0) break
              for (const event of added.splice(0)) due.push({ event, at: entry.at, next: entry.at })
              if (due.length > 0) yield due
              due = []
              if (added.length === 0) await wait
            }
            if (stopped) return
            due.push(entry)
            if (due.length < BATCH) continue
            yield due
            due = []
          }
          // A live log tells at once what has arrived.
          if (due.length > 0) yield due
          due = []
        }
      } finally {
        signal?.removeEventListener('abort', stop)
        adding?.unsubscribe()
      }
    },
  }
}
