import {
  type ClassificationLoss,
  hingeLoss,
  logisticLoss,
  perceptronLoss,
  quadraticLoss,
  tanhLoss,
} from '@rivulet/optim'
import { curves } from '../plot/curves.ts'
import type { FigureOptions } from '../plot/figureOptions.ts'

/**
 * What each loss charges for a score, over the margin m = y± z: right answers lie to the right of 0.
 *
 * perceptron max(0, −m) · hinge max(0, 1 − m) · logarithmic −log σ(m) · quadratic ½ (1 − σ(m))² · tanh ½ (1 − tanh m)²
 *
 * @param options - the figure's size
 * @returns an `svg` element as text
 * @throws RangeError for a size that is none
 *
 * @example
 * ```ts
 * import { lossesSvg } from '@rivulet/figures'
 *
 * lossesSvg().includes('hinge') // => true
 * ```
 *
 * @see Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 10.6
 */
export function lossesSvg(options: FigureOptions = {}): string {
  const over =
    (loss: ClassificationLoss) =>
    (margin: number): number =>
      loss.value([margin], 1)
  const drawn = [
    { name: 'perceptron', f: over(perceptronLoss) },
    { name: 'hinge', f: over(hingeLoss) },
    { name: 'logarithmic', f: over(logisticLoss) },
    { name: 'quadratic', f: over(quadraticLoss) },
    { name: 'tanh', f: over(tanhLoss) },
  ]
  return curves(
    'Losses over the margin',
    { label: 'margin y± z', from: -3, to: 3 },
    { label: 'loss', from: 0, to: 4 },
    drawn,
    options,
  )
}
