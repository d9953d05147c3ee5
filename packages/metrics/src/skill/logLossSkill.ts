import type { Label, Metric } from '@rivulet/core'
import { DistributionBaseline } from '../baseline/distributionBaseline.ts'
import { CrossEntropy } from '../mean/crossEntropy.ts'
import { Skill } from './skill.ts'

/**
 * The share of the labels' surprise that the model takes away, against predicting each class as often as it has come.
 *
 * 1 − H / H′, H the cross-entropy of the model, H′ that of the running distribution
 *
 * @example
 * ```ts
 * import { LogLossSkill } from '@rivulet/metrics'
 *
 * const skill = new LogLossSkill()
 * for (const y of [0, 1, 0, 1]) skill.update(y, { label: y, labels: [0, 1], probabilities: [1 - y, y] })
 * skill.value // => 1
 * ```
 *
 * @see Roulston & Smith (2002), Evaluating Probabilistic Forecasts Using Information Theory
 */
export class LogLossSkill<L extends Label = Label> extends Skill<L> {
  /** @param crossEntropy - makes a cross-entropy, over everything if absent, for the model and for the baseline */
  constructor(crossEntropy: () => Metric<L> = () => new CrossEntropy<L>()) {
    super({ model: crossEntropy(), baseline: new DistributionBaseline(crossEntropy()), perfect: 0 })
  }
}
