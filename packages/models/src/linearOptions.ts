import type { Label, LabelSpace, Schedule } from '@rivulet/core'
import type { UpdateRule } from '@rivulet/optim'

/** What every linear classifier can be told. */
export interface LinearOptions<L extends Label> {
  /** The classes, in order; `'open'` takes them as they come. */
  readonly labels: LabelSpace<L>
  /** The most classes that open labels take, default 10,000. */
  readonly maxLabels?: number
  /** How many features an event has; without it, as many as come, with indices below 2²⁴. */
  readonly features?: number
  /** How a gradient moves the weights, default `sgd`. */
  readonly rule?: UpdateRule
  /** The step size, a number or a function of the count; default the rule's own schedule. */
  readonly eta?: number | Schedule
}
