import { InvalidEvent } from './invalidEvent.ts'
import { isLabel } from './isLabel.ts'
import { show } from './show.ts'
import type { Label } from './vocabulary.ts'

/**
 * Refuses what can be no class label.
 *
 * @param y - anything
 * @param name - what it is called
 * @throws InvalidEvent
 *
 * @example
 * ```ts
 * import { checkLabel } from '@rivulet/core'
 *
 * checkLabel('ham')
 * let reason = ''
 * try { checkLabel(null) } catch (error) { reason = (error as Error).message }
 * reason // => 'y should be a string, a finite number or a boolean, but is null'
 * ```
 */
export function checkLabel(y: unknown, name = 'y'): asserts y is Label {
  if (isLabel(y)) return
  throw new InvalidEvent(`${name} should be a string, a finite number or a boolean, but is ${show(y)}`)
}
