/**
 * A value as an error message shows it: short, on one line, a text in quotes, an object by its class; never an error itself.
 *
 * @example
 * ```ts
 * import { show } from '@rivulet/core'
 *
 * show([1, '1', 1n, { a: 1 }]) // => '[1, "1", 1n, an object]'
 * show(new Date(0)) // => 'a Date'
 * ```
 */
export function show(value: unknown): string {
  try {
    if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
    if (typeof value === 'bigint') return `${value}n`
    if (typeof value === 'function') return 'a function'
    if (Array.isArray(value)) return `[${value.slice(0, 8).map(show).join(', ')}${value.length > 8 ? ', …' : ''}]`
    if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value)
    const name = classOf(value)
    return `${/^[AEIOU]/i.test(name) ? 'an' : 'a'} ${name === 'Object' ? 'object' : name}`
  } catch {
    return 'an object'
  }
}

/** The name of the class of an object; 'Object' for a plain one. */
function classOf(value: object): string {
  const prototype = Object.getPrototypeOf(value)
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return 'Object'
  const name: unknown = prototype.constructor?.name
  return typeof name === 'string' && name !== '' ? name.slice(0, 60) : 'Object'
}
