import { check } from '@rivulet/core'

/** Refuses a limit that is none. */
export function checkMaxLine(maxLine: number): void {
  check(Number.isInteger(maxLine) && maxLine >= 1 && maxLine <= 1 << 29, 'maxLine', 'an integer from 1 to 2²⁹', maxLine)
}
