import { check, InvalidEvent, show } from '@rivulet/core'
import type { Fields } from '../event/fields.ts'
import { checkPlain } from '../event/plain.ts'

/**
 * A step that adds crosses of fields to an event: one text for each combination of their values, so that a linear model
 * can weigh the combination by itself.
 *
 * { a: 'x', b: 'y' } ↦ { a: 'x', b: 'y', 'a×b': 'x×y' }
 *
 * Where one of the fields is missing there is no cross. Texts, numbers and booleans can be crossed; a number is crossed
 * as its text, so bin it first. The event given is left as it is.
 *
 * @param groups - the names of the fields to be crossed, two or more in each group
 * @throws InvalidEvent from the step, for a field that holds something else
 *
 * @example
 * ```ts
 * import { crosses } from '@rivulet/features'
 *
 * const step = crosses(['origin', 'hour'])
 * step({ origin: 'ATL', hour: 7 }) // => { origin: 'ATL', hour: 7, 'origin×hour': 'ATL×7' }
 * step({ origin: 'ATL' }) // => { origin: 'ATL' }
 * ```
 *
 * @see Cheng et al. (2016), Wide & Deep Learning for Recommender Systems (its cross-product transformation)
 */
export function crosses<E extends Fields<E> = object>(
  ...groups: readonly (readonly CrossedField<NoInfer<E>>[])[]
): (event: E) => E {
  for (const group of groups) check(group.length >= 2, 'a group of crosses', 'two fields or more', group)
  return (event) => {
    checkPlain(event)
    const crossed: [string, string][] = []
    for (const group of groups) {
      const values = group.map((field) => textOf(event, field))
      if (!values.includes(undefined)) crossed.push([group.join('×'), values.join('×')])
    }
    return { ...event, ...Object.fromEntries(crossed) }
  }
}

/** A field's name; any text for events of no particular type. */
export type CrossedField<E> = object extends E ? string : keyof E & string

function textOf(event: object, field: string): string | undefined {
  if (!Object.hasOwn(event, field)) return undefined
  const value = (event as Readonly<Record<string, unknown>>)[field]
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return String(value)
  throw new InvalidEvent(`${field} should be a text, a finite number or a boolean to be crossed, but is ${show(value)}`)
}
