/** Numbers as people read them, on a terminal or a page. NaN and what JSON made of it are a dash. */

type Figure = number | null | undefined

/**
 * A count with its thousands apart.
 *
 * @example
 * ```ts
 * import { count } from '@rivulet/cli/progress'
 *
 * count(1234567) // => '1,234,567'
 * ```
 */
export function count(n: Figure): string {
  return known(n) ? String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',') : '–'
}

/**
 * A share in per cent.
 *
 * @example
 * ```ts
 * import { percent } from '@rivulet/cli/progress'
 *
 * percent(0.78413) // => '78.41 %'
 * ```
 */
export function percent(p: Figure, digits: number = 2): string {
  return known(p) ? `${(100 * p).toFixed(digits)} %` : '–'
}

/**
 * An entropy, to four places.
 *
 * @example
 * ```ts
 * import { nats } from '@rivulet/cli/progress'
 *
 * nats(Math.LN2) // => '0.6931'
 * ```
 */
export function nats(h: Figure): string {
  return known(h) ? h.toFixed(4) : '–'
}

/**
 * Two significant digits, small or large.
 *
 * @example
 * ```ts
 * import { significant } from '@rivulet/cli/progress'
 *
 * significant(0.00123) // => '0.0012'
 * significant(0.000000123) // => '1.2e-7'
 * ```
 */
export function significant(x: Figure): string {
  return known(x) ? (x !== 0 && Math.abs(x) < 1e-4 ? x.toExponential(1) : String(Number(x.toPrecision(2)))) : '–'
}

/** Whether there is a number to show. */
function known(x: Figure): x is number {
  return typeof x === 'number' && Number.isFinite(x)
}
