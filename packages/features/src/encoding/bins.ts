import { check, InvalidEvent, show } from '@rivulet/core'
import type { Fields } from '../event/fields.ts'
import { checkPlain } from '../event/plain.ts'
import { bin } from './bin.ts'

/** An event whose fields K hold a bin's text in place of a number. */
export type Binned<E, K> = { readonly [P in keyof E]: P extends K ? string | (E[P] & (null | undefined)) : E[P] }

/**
 * A step that replaces numbers of an event by the bins they fall into, as texts, so that a linear model can give each
 * range a weight of its own.
 *
 * A missing field stays missing. The event given is left as it is. The bins are those of {@link bin}.
 *
 * @param edges - for each field to be binned its edges: finite, ascending, distinct, at least one
 * @throws InvalidEvent from the step, for a field that holds something else than a finite number
 *
 * @example
 * ```ts
 * import { bins } from '@rivulet/features'
 *
 * const step = bins({ delay: [0, 15, 60] })
 * step({ origin: 'ATL', delay: 20 }) // => { origin: 'ATL', delay: '15 to 60' }
 * step({ origin: 'ATL', delay: -3 }) // => { origin: 'ATL', delay: 'below 0' }
 * ```
 *
 * @see Dougherty, Kohavi & Sahami (1995), Supervised and Unsupervised Discretization of Continuous Features
 */
export function bins<K extends string>(
  edges: Readonly<Record<K, readonly number[]>>,
): <E extends Fields<E>>(event: E) => Binned<E, K> {
  const fields = Object.entries<readonly number[]>(edges)
  for (const [field, list] of fields) {
    const ascending = list.every((e, i) => Number.isFinite(e) && (i === 0 || e > (list[i - 1] as number)))
    check(list.length > 0 && ascending, `edges of ${field}`, 'finite and ascending, at least one', list)
  }
  return <E extends Fields<E>>(event: E): Binned<E, K> => {
    checkPlain(event)
    const binned: [string, string][] = []
    for (const [field, list] of fields) {
      if (!Object.hasOwn(event, field)) continue
      const value = (event as Readonly<Record<string, unknown>>)[field]
      if (value === null || value === undefined) continue
      if (!Number.isFinite(value)) throw new InvalidEvent(`${field} should be a finite number, but is ${show(value)}`)
      binned.push([field, nameOf(bin(value as number, list), list)])
    }
    return { ...event, ...Object.fromEntries(binned) } as unknown as Binned<E, K>
  }
}

function nameOf(k: number, edges: readonly number[]): string {
  if (k === 0) return `below ${edges[0]}`
  return k === edges.length ? `from ${edges[k - 1]}` : `${edges[k - 1]} to ${edges[k]}`
}
