/** Where a number lies with a stated confidence. */
export interface Interval {
  readonly low: number
  readonly high: number
}
