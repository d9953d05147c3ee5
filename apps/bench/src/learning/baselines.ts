import { withBaselines } from '@rivulet/core'
import { LastLabelBaseline, MajorityBaseline } from '@rivulet/metrics'
import type { Events } from './events.ts'

const NONE = { label: undefined, labels: [], probabilities: [] }

/**
 * The accuracies of the two trivial forecasts over a stream. They get the labels as late as the learners do: with a delay,
 * the last label is the last that is known.
 */
export function baselines(
  events: Events,
  order: ArrayLike<number>,
  delay: number,
): { readonly majority: number; readonly lastLabel: number } {
  const metrics = { majority: new MajorityBaseline<number>(), lastLabel: new LastLabelBaseline<number>() }
  const tickets = []
  for (let k = 0; k < order.length + delay; k++) {
    if (k < order.length) tickets.push(withBaselines(NONE, metrics))
    const due = order[k - delay]
    const ticket = tickets[k - delay]
    if (due === undefined || ticket === undefined) continue
    for (const metric of Object.values(metrics)) metric.update(events.y(due), ticket, events.weight(due))
  }
  return { majority: metrics.majority.value, lastLabel: metrics.lastLabel.value }
}
