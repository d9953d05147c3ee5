import type { Observable } from 'rxjs'

/** What a synchronous stream emits before it completes; its error is thrown. */
export function collect<T>(source: Observable<T>): T[] {
  const items: T[] = []
  let end: 'completed' | { error: unknown } | undefined
  source.subscribe({
    next: (item) => items.push(item),
    error: (error) => {
      end = { error }
    },
    complete: () => {
      end = 'completed'
    },
  })
  if (end === undefined) throw new Error('the stream did not end')
  if (end !== 'completed') throw (end as { error: unknown }).error
  return items
}
