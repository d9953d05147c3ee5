import type { Label, Metric } from '@rivulet/core'
import { LastLabelBaseline } from '../baseline/lastLabelBaseline.ts'
import { Accuracy } from '../mean/accuracy.ts'
import { Skill } from './skill.ts'

/**
 * Accuracy beyond that of predicting the last label again: κ of streams whose labels come in runs, where the ordinary one
 * flatters every model that has noticed no more than that.
 *
 * κ = (a − a′) / (1 − a′), a′ the accuracy of the last label
 *
 * @example
 * ```ts
 * import { Accuracy, KappaLastLabel, Rolling } from '@rivulet/metrics'
 *
 * const kappa = new KappaLastLabel()
 * const recent = new KappaLastLabel(() => new Rolling(new Accuracy(), { events: 1000 }))
 * for (const y of ['up', 'up', 'down', 'down']) {
 *   for (const of of [kappa, recent]) of.update(y, { label: 'up', labels: ['up', 'down'], probabilities: [0.6, 0.4] })
 * }
 * kappa.value // => 0
 * recent.value // => 0
 * ```
 *
 * @see Žliobaitė, Bifet, Read, Pfahringer & Holmes (2015), Evaluation methods and decision theory for classification of
 * streaming data with temporal dependence
 */
export class KappaLastLabel<L extends Label = Label> extends Skill<L> {
  /** @param accuracy - makes an accuracy, over everything if absent, for the model and for the baseline */
  constructor(accuracy: () => Metric<L> = () => new Accuracy<L>()) {
    super({ model: accuracy(), baseline: new LastLabelBaseline(accuracy()), perfect: 1 })
  }
}
