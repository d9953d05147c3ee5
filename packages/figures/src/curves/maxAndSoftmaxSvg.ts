import { logSumExp } from '@rivulet/core'
import { curves } from '../plot/curves.ts'
import type { FigureOptions } from '../plot/figureOptions.ts'

/**
 * The maximum of two scores and its smooth twin, as shares: one score is s, the other 0.
 *
 * f(0, s) / (f(0, s) + f(0, −s)) with f = max jumps from 0 to 1; with f = logSumExp it rises evenly
 *
 * @param options - the figure's size
 * @returns an `svg` element as text
 * @throws RangeError for a size that is none
 *
 * @example
 * ```ts
 * import { maxAndSoftmaxSvg } from '@rivulet/figures'
 *
 * maxAndSoftmaxSvg().includes('logSumExp') // => true
 * ```
 */
export function maxAndSoftmaxSvg(options: FigureOptions = {}): string {
  const share =
    (f: (z: readonly number[]) => number) =>
    (s: number): number => {
      const [up, down] = [f([0, s]), f([0, -s])]
      return up + down === 0 ? 0.5 : up / (up + down)
    }
  const drawn = [
    { name: 'f = max', f: share((z) => Math.max(...z)) },
    { name: 'f = logSumExp', f: share(logSumExp) },
  ]
  const y = { label: 'f(0, s) / (f(0, s) + f(0, −s))', from: 0, to: 1 }
  return curves('The maximum and its smooth twin', { label: 's', from: -5, to: 5 }, y, drawn, options)
}
