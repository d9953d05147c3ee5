import { checkOptions } from '@rivulet/core'

/** The bound of a metric that keeps labels apart. */
export interface MaxLabelsOptions {
  /** The most labels kept apart, ≥ 1; one more is refused. Default 10,000, of a matrix 1,000. */
  readonly maxLabels?: number | undefined
}

/** The bound in the options of a metric that has no other. */
export function maxLabelsOf(metric: string, options: MaxLabelsOptions): number | undefined {
  checkOptions(metric, options, ['maxLabels'])
  return options.maxLabels
}
