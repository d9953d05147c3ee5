/** Where a number lies with a stated confidence. */
export interface Interval {
  /** The lower end. */
  readonly low: number
  /** The upper end. */
  readonly high: number
}
