import { between } from '@rivulet/core/snapshot'
import { constant } from '../schedules/constant.ts'
import { SQUARES } from './ranges.ts'
import type { UpdateRule } from './updateRule.ts'

/**
 * Normalised, adaptive and invariant steps: the default of Vowpal Wabbit.
 *
 * G_ik ← G_ik + g_k² x_i²;  if |x_i| > N_i: w_ik *= N_i/|x_i|, N_i = |x_i|;  sn += Σ_i x_i²/N_i²;  T += 1
 *
 * w_ik ← w_ik − η ḡ_k √(T/sn) x_i / (√G_ik N_i)
 *
 * Adaptive: every weight has a step of its own. Normalised: it is free of the features' scale, without a scaler. Invariant:
 * ḡ is the gradient averaged over infinitely many small steps of the same total length ({@link Loss.flow}), so that no
 * step overshoots and an example that counts twice is the same as two.
 *
 * Weights are rescaled after the prediction, and an event of gradient 0 is not counted, both as in Vowpal Wabbit: on its
 * test data it has its reference loss to 10⁻⁶; rescaled before, .195088 instead of .195760.
 * One spike of an input stays in N and G for good, and all later values of its feature are small beside it: take the inputs through `RobustScaler`, or
 * learn with `AutoClassifier`, which looks out for spikes itself.
 * Default schedule: η = 0.5, constant.
 *
 * @example
 * ```ts
 * import { logisticLoss, normalizedAdaptive } from '@rivulet/optim'
 *
 * const rule = normalizedAdaptive()
 * const scores = [1, 1024].map((x) => {
 *   const [row, memory] = [new Float64Array(3), new Float64Array(2)]
 *   for (let t = 0; t < 5; t++) {
 *     const [gradient, sums] = [new Float64Array(1), new Float64Array(2)]
 *     logisticLoss.gradient([(row[0] as number) * x], 1, gradient)
 *     rule.event?.measure(row, 0, 1, gradient, x, sums)
 *     rule.event?.aim(gradient, sums, memory, 0.5, logisticLoss, () => 0)
 *     rule.step(row, 0, 1, gradient, x, 0.5)
 *   }
 *   return (row[0] as number) * x
 * })
 * scores[0] === scores[1] // => true
 * ```
 *
 * @see Ross, Mineiro & Langford (2013), Normalized Online Learning
 * @see Karampatziakis & Langford (2011), Online Importance Weight Aware Updates
 */
export function normalizedAdaptive(): UpdateRule {
  return RULE
}

/** It has nothing to be told, so one object is enough for all. */
const RULE: UpdateRule = {
  name: 'normalized adaptive',
  memory: 2,
  ranges: [SQUARES, between(0, 1e100)],
  schedule: constant(0.5),
  kernel: { name: 'normalized' },
  event: {
    memory: 2,
    // An event adds at least the square of the smallest share that a feature can be of the largest, 10⁻¹⁰⁰.
    holds: ({ 0: sn = 0, 1: T = 0 }) => T >= 0 && T <= 1e200 * sn && sn < 1e100,
    measure(rows, at, block, gradient, x, sums) {
      const K = gradient.length
      const magnitude = Math.abs(x)
      const largest = rows[at + 2 * block] as number
      if (magnitude > largest) {
        rows[at + 2 * block] = magnitude
        for (let k = 0; k < K; k++) (rows[at + k] as number) *= largest / magnitude
      }
      const scale = Math.max(magnitude, largest)
      ;(sums[K] as number) += (magnitude / scale) * (magnitude / scale)
      for (let k = 0; k < K; k++) {
        const g = (gradient[k] as number) * x
        const sum = (rows[at + block + k] as number) + g * g
        rows[at + block + k] = sum
        if (sum > 0) (sums[k] as number) += (x * (x / scale)) / Math.sqrt(sum)
      }
    },
    aim(gradient, sums, memory, eta, loss, _value) {
      const K = gradient.length
      memory[0] = (memory[0] as number) + (sums[K] as number)
      memory[1] = (memory[1] as number) + 1
      const unit = Math.sqrt((memory[1] as number) / (memory[0] as number))
      for (let k = 0; k < K; k++) {
        const g = gradient[k] as number
        gradient[k] = unit * (loss.flow === undefined ? g : loss.flow(g, eta * unit * (sums[k] as number)))
      }
    },
  },
  step(rows, at, block, gradient, x, eta) {
    const a = (-eta * x) / (rows[at + 2 * block] as number)
    for (let k = 0; k < gradient.length; k++) {
      const sum = rows[at + block + k] as number
      if (sum > 0) (rows[at + k] as number) += (a * (gradient[k] as number)) / Math.sqrt(sum)
    }
  },
  reopen(rows, at, block, scores) {
    rows.fill(0, at + block, at + block + scores)
  },
}
