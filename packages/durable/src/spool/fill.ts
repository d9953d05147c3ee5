import type { Json } from '@rivulet/core/snapshot'
import type { Source } from '../source/source.ts'

/** How a spool is filled. */
export interface FillOptions<E> {
  /** Ends the filling. */
  readonly signal?: AbortSignal | undefined
  /** Where the producer goes on after an event; it is kept with the event. */
  readonly offset?: (event: E) => Json
}

/** What takes events: a spool. */
interface Filled<E> {
  append(event: E, offset?: Json): Promise<unknown>
}

/** How many events may wait for the disk: they share its fsync. */
const MOST = 1024

/** Appends all that a source gives, at most so many at a time. */
export async function fill<E>(
  spool: Filled<E>,
  source: Source<E> | AsyncIterable<E>,
  { signal, offset }: FillOptions<E>,
): Promise<void> {
  let failed: { error: unknown } | undefined
  let waiting = 0
  let wake = (): void => {}
  const below = async (most: number): Promise<void> => {
    while (waiting > most && failed === undefined)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    if (failed !== undefined) throw failed.error
  }
  const append = (event: E): void => {
    waiting += 1
    spool
      .append(event, offset?.(event))
      .catch((error) => {
        failed ??= { error }
      })
      .finally(() => {
        waiting -= 1
        wake()
      })
  }
  for await (const events of batches(source, signal)) {
    for (const event of events) {
      if (waiting >= MOST) await below(MOST / 2)
      append(event)
    }
    if (failed !== undefined) await below(0)
    if (signal?.aborted === true) break
  }
  await below(0)
}

async function* batches<E>(
  source: Source<E> | AsyncIterable<E>,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly E[]> {
  if ('read' in source) yield* source.read(signal)
  else for await (const event of source) yield [event]
}
