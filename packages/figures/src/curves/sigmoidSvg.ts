import { sigmoid } from '@rivulet/core'
import { curves } from '../plot/curves.ts'
import type { FigureOptions } from '../plot/figureOptions.ts'

/**
 * The logistic function and its derivative, over the score z.
 *
 * σ(z) = 1 / (1 + e⁻ᶻ),  σ′(z) = σ(z) (1 − σ(z))
 *
 * @param options - the figure's size
 * @returns an `svg` element as text
 * @throws RangeError for a size that is none
 *
 * @example
 * ```ts
 * import { sigmoidSvg } from '@rivulet/figures'
 *
 * sigmoidSvg({ width: 300, height: 200 }).startsWith('<svg') // => true
 * ```
 */
export function sigmoidSvg(options: FigureOptions = {}): string {
  const drawn = [
    { name: 'σ(z)', f: sigmoid },
    { name: 'σ′(z) = σ(z) (1 − σ(z))', f: (z: number): number => sigmoid(z) * sigmoid(-z) },
  ]
  return curves(
    'The logistic function and its derivative',
    { label: 'z', from: -8, to: 8 },
    { label: '', from: 0, to: 1 },
    drawn,
    options,
  )
}
