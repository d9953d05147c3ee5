import { checkWhole, type Schedule } from '@rivulet/core'
import { toSchedule } from './toSchedule.ts'

/**
 * Linear warm-up before any schedule: the step size rises evenly for n events, then the schedule begins.
 *
 * η(t) = η′(0) (t + 1) / (n + 1) for t < n,  else η′(t − n)
 *
 * Robbins–Monro holds where it holds for η′: finitely many steps change neither sum's being finite. It tames the first steps of a
 * schedule that begins high, before anything is known of the features' scale.
 *
 * @param events - n, a whole number ≥ 0
 * @param schedule - η′, or a number for a constant one
 *
 * @example
 * ```ts
 * import { warmUp } from '@rivulet/optim'
 *
 * const eta = warmUp(3, 0.4)
 * const steps = [0, 1, 2, 3, 4].map(eta) // => [0.1, 0.2, 0.3, 0.4, 0.4]
 * ```
 *
 * @see Goyal et al. (2017), Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour
 */
export function warmUp(events: number, schedule: number | Schedule): Schedule {
  checkWhole('events', events, 0)
  const eta = toSchedule(schedule)
  return (t) => (t < events ? (eta(0) * (t + 1)) / (events + 1) : eta(t - events))
}
