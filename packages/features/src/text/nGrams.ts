import { check } from '@rivulet/core'

/**
 * The runs of `from` to `to` neighbours in a list of tokens, each joined by a space: shorter runs first, then in order.
 *
 * n tokens have n − k + 1 runs of k.
 *
 * @param tokens - the words of a text
 * @param from - the shortest run, a whole number ≥ 1; 1 keeps the words themselves
 * @param to - the longest run, ≥ `from`
 * @throws RangeError for lengths that are none
 *
 * @example
 * ```ts
 * import { nGrams, words } from '@rivulet/features'
 *
 * nGrams(words('Not good at all'), 1, 2) // => ['not', 'good', 'at', 'all', 'not good', 'good at', 'at all']
 * ```
 *
 * @see Shannon (1948), A Mathematical Theory of Communication, section 3
 */
export function nGrams(tokens: readonly string[], from: number, to: number): string[] {
  return runs(tokens, from, to, ' ')
}

/** The runs of a list of units, joined. */
export function runs(units: readonly string[], from: number, to: number, between: string): string[] {
  check(Number.isInteger(from) && from >= 1, 'from', 'a whole number ≥ 1', from)
  check(Number.isInteger(to) && to >= from, 'to', `a whole number ≥ ${from}`, to)
  const found: string[] = []
  for (let n = from; n <= to; n++) {
    for (let i = 0; i + n <= units.length; i++) found.push(units.slice(i, i + n).join(between))
  }
  return found
}
