import { between, type NumberRange } from '@rivulet/core/snapshot'

/** What a sum of squared gradients may be in a snapshot: another square leaves the largest as it is. */
export const SQUARES: NumberRange = between(0, 1e300)
