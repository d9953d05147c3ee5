import type { Label } from './vocabulary.ts'

/**
 * Whether a value can be a class label: a string, a boolean or a finite number.
 *
 * @example
 * ```ts
 * import { isLabel } from '@rivulet/core'
 *
 * isLabel('ham') // => true
 * isLabel(NaN) // => false
 * ```
 */
export function isLabel(y: unknown): y is Label {
  return typeof y === 'string' || typeof y === 'boolean' || Number.isFinite(y)
}
