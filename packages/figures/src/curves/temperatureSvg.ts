import { check, softmax } from '@rivulet/core'
import { curves } from '../plot/curves.ts'
import type { FigureOptions } from '../plot/figureOptions.ts'

/** What is drawn over temperature. */
export interface TemperatureOptions extends FigureOptions {
  /** The scores of two to five classes; [2, 1, 0] unless given. */
  readonly scores?: readonly number[]
}

/**
 * Softmax over temperature: cold it is the arg max, hot it knows nothing.
 *
 * p_k(T) = e^(z_k / T) / Σ_j e^(z_j / T);  T → 0: one-hot of the largest;  T → ∞: 1/K
 *
 * @param options - the scores, and the figure's size
 * @returns an `svg` element as text
 * @throws RangeError for scores or a size that are none
 *
 * @example
 * ```ts
 * import { temperatureSvg } from '@rivulet/figures'
 *
 * temperatureSvg({ scores: [3, 1] }).includes('z = 3') // => true
 * ```
 *
 * @see Bridle (1990), Probabilistic Interpretation of Feedforward Classification Network Outputs
 */
export function temperatureSvg({ scores = [2, 1, 0], ...options }: TemperatureOptions = {}): string {
  check(scores.length >= 2 && scores.length <= 5, 'scores', 'two to five numbers', scores)
  for (const [k, z] of scores.entries()) check(Number.isFinite(z), `scores[${k}]`, 'a finite number', z)
  const drawn = scores.map((z, k) => ({ name: `z = ${z}`, f: (t: number): number => softmax(scores, t)[k] as number }))
  const x = { label: 'temperature T', from: 0.05, to: 50, logarithmic: true }
  return curves('Softmax over temperature', x, { label: 'probability', from: 0, to: 1 }, drawn, options)
}
