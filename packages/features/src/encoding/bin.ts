import { check } from '@rivulet/core'

/**
 * The number of the bin a value falls into: how many of the edges are at or below it.
 *
 * bin(x) = |{ e ∈ edges : e ≤ x }|, so that bin k is [edges[k − 1], edges[k])
 *
 * n edges make n + 1 bins; the first and the last have no end, so that every number has a bin. Found by bisection.
 *
 * @param x - any number but NaN
 * @param edges - ascending, distinct
 * @throws RangeError for NaN
 *
 * @example
 * ```ts
 * import { bin } from '@rivulet/features'
 *
 * bin(-3, [0, 15, 60]) // => 0
 * bin(15, [0, 15, 60]) // => 2
 * ```
 */
export function bin(x: number, edges: ArrayLike<number>): number {
  check(!Number.isNaN(x), 'x', 'a number', x)
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((edges[middle] as number) <= x) low = middle + 1
    else high = middle
  }
  return low
}
