import { between, checkSaved, type NumberRange } from '@rivulet/core/snapshot'

/** What a count may be in a snapshot: an event counts at most 10²⁰⁰ times, and one more leaves the largest as it is. */
export const COUNTS: NumberRange = between(0, 1e250)

/** Refuses a count that is more than that of which it is a part, but for rounding. */
export function checkPart(part: number, whole: number, name: string): void {
  checkSaved(part <= whole * (1 + 1e-6), name, `at most ${whole}, of which it is a part`, part)
}
