import type { Schedule } from '@rivulet/core'
import { constant } from './constant.ts'

/**
 * Wherever a schedule is asked for, a number may be given: it is the constant schedule.
 *
 * @example
 * ```ts
 * import { toSchedule } from '@rivulet/optim'
 *
 * toSchedule(0.1)(7) // => 0.1
 * toSchedule((t) => 1 / (t + 1))(3) // => 0.25
 * ```
 */
export function toSchedule(eta: number | Schedule): Schedule {
  return typeof eta === 'function' ? eta : constant(eta)
}
