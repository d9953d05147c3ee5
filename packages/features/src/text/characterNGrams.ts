import { checkText } from './checkText.ts'
import { runs } from './nGrams.ts'

/**
 * The runs of `from` to `to` neighbouring characters of a text: shorter runs first, then in order.
 *
 * Characters are code points: a pair of surrogates is one, an emoji of several code points is several. Nothing is left
 * out, neither spaces nor symbols, and letters keep their case: use `words(text).join(' ')` first to fold them.
 *
 * @param text - any string
 * @param from - the shortest run, a whole number ≥ 1
 * @param to - the longest run, ≥ `from`
 * @throws InvalidEvent for what is no string
 * @throws RangeError for lengths that are none
 *
 * @example
 * ```ts
 * import { characterNGrams } from '@rivulet/features'
 *
 * characterNGrams('東京都', 1, 2) // => ['東', '京', '都', '東京', '京都']
 * ```
 *
 * @see Cavnar & Trenkle (1994), N-Gram-Based Text Categorization
 */
export function characterNGrams(text: string, from: number, to: number): string[] {
  checkText(text)
  return runs(Array.from(text), from, to, '')
}
