/**
 * A value as an error message shows it: short, on one line, never an error itself.
 *
 * @example
 * ```ts
 * import { show } from '@rivulet/core'
 *
 * show([1, "a"]) // => '[1, "a"]'
 * ```
 */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (Array.isArray(value)) return `[${value.slice(0, 8).map(show).join(', ')}${value.length > 8 ? ', …' : ''}]`
  if (typeof value === 'object' && value !== null) return 'an object'
  return typeof value === 'function' ? 'a function' : String(value)
}
