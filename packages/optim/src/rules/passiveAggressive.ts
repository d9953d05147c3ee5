import { check, checkOptions, checkPositive } from '@rivulet/core'
import { constant } from '../schedules/constant.ts'
import type { UpdateRule } from './updateRule.ts'

/** What a passive-aggressive rule can be told. */
export interface PassiveAggressiveOptions {
  /** How aggressiveness is bounded; `'none'` believes every label. Default `'I'`. */
  readonly variant?: 'none' | 'I' | 'II'
  /** C > 0: the most that one example counts; default 1. */
  readonly aggressiveness?: number
}

/**
 * Passive where an example is right by a margin, else aggressive: the smallest change of the weights that makes it so.
 *
 * w ← w − τ ∂ℓ/∂w,  τ = ℓ/‖∂ℓ/∂w‖² (none), min(C, ℓ/‖∂ℓ/∂w‖²) (I), ℓ/(‖∂ℓ/∂w‖² + 1/(2C)) (II)
 *
 * With the hinge loss of two classes ‖∂ℓ/∂w‖² = ‖x‖², the bias included; of several, 2‖x‖². Without a bound one wrong label
 * undoes what was learned; so it is bounded by default. Default schedule: η = 1, the step itself.
 *
 * @throws RangeError for a hyper-parameter that is not as it should be
 *
 * @example
 * ```ts
 * import { hingeLoss, passiveAggressive } from '@rivulet/optim'
 *
 * const rule = passiveAggressive({ variant: 'none' })
 * const [row, gradient, sums] = [new Float64Array(1), Float64Array.of(-1), new Float64Array(2)]
 * rule.event?.measure(row, 0, 1, gradient, 2, sums)
 * rule.event?.aim(gradient, sums, new Float64Array(0), 1, hingeLoss, () => 1)
 * rule.step(row, 0, 1, gradient, 2, 1)
 * row[0]! * 2 // => 1
 * ```
 *
 * @see Crammer, Dekel, Keshet, Shalev-Shwartz & Singer (2006), Online Passive-Aggressive Algorithms
 */
export function passiveAggressive(options: PassiveAggressiveOptions = {}): UpdateRule {
  checkOptions<PassiveAggressiveOptions>('passiveAggressive', options, ['variant', 'aggressiveness'])
  const { variant = 'I', aggressiveness: C = 1 } = options
  check(['none', 'I', 'II'].includes(variant), 'variant', "'none', 'I' or 'II'", variant)
  checkPositive('aggressiveness', C)
  return {
    name: variant === 'none' ? 'passive-aggressive' : `passive-aggressive ${variant}(${C})`,
    memory: 0,
    schedule: constant(1),
    kernel: { name: 'axpy' },
    event: {
      memory: 0,
      measure(_rows, _at, _block, gradient, x, sums) {
        ;(sums[gradient.length] as number) += x * x
      },
      aim(gradient, sums, _memory, eta, _loss, value) {
        let slope = 0
        for (let k = 0; k < gradient.length; k++) slope += (gradient[k] as number) * (gradient[k] as number)
        const square = slope * (sums[gradient.length] as number)
        const whole = value() / square
        const length = variant === 'II' ? value() / (square + 1 / (2 * C)) : whole
        // An event that counts c times gets no further than its margin, as it would not if it came c times.
        const tau = Math.min(variant === 'I' ? Math.min(C, length) : length, whole / eta)
        for (let k = 0; k < gradient.length; k++) (gradient[k] as number) *= tau
      },
    },
    step(rows, at, _block, gradient, x, eta) {
      const a = -eta * x
      for (let k = 0; k < gradient.length; k++) (rows[at + k] as number) += a * (gradient[k] as number)
    },
  }
}
