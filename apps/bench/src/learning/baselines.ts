import { Accuracy, type Baseline, LastLabelBaseline, MajorityBaseline } from '@rivulet/metrics'
import type { Events } from './events.ts'

/**
 * The accuracies of the two trivial forecasts over a stream. They get the labels as late as the learners do: with a delay,
 * the last label is the last that is known.
 */
export function baselines(
  events: Events,
  order: ArrayLike<number>,
  delay: number,
): { readonly majority: number; readonly lastLabel: number } {
  const accuracyOf = (baseline: Baseline<number>): number => {
    const accuracy = new Accuracy<number>()
    for (let k = 0; k < order.length; k++) {
      const i = order[k] as number
      accuracy.update(events.y(i), baseline.forecast(), events.weight(i))
      const due = order[k - delay]
      if (due !== undefined) baseline.update(events.y(due), undefined, events.weight(due))
    }
    return accuracy.value
  }
  return {
    majority: accuracyOf(new MajorityBaseline<number>()),
    lastLabel: accuracyOf(new LastLabelBaseline<number>()),
  }
}
