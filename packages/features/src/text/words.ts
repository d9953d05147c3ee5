import { checkText } from './checkText.ts'
import { isWordCharacter, toLowerCase } from './unicode.ts'

/**
 * The words of a text in order, in lower case: its runs of letters, marks and numbers of any script.
 *
 * Which characters these are, and their lower case, stands in tables of this package (Unicode 17), so that every engine
 * finds the same words. Punctuation and symbols only separate: `don't` is two words. Nothing is normalised: é as one
 * character and e with an accent are two words. Scripts without spaces are better served by
 * {@link characterNGrams}.
 *
 * @param text - any string
 * @throws InvalidEvent for what is no string
 *
 * @example
 * ```ts
 * import { words } from '@rivulet/features'
 *
 * words('WINNER!! Claim £900, today.') // => ['winner', 'claim', '900', 'today']
 * words('Ünïcode Добрый день') // => ['ünïcode', 'добрый', 'день']
 * ```
 *
 * @see Unicode Consortium (2025), The Unicode Standard, version 17.0, chapter 4, Character Properties
 */
export function words(text: string): string[] {
  checkText(text)
  const found: string[] = []
  let word = ''
  for (let i = 0; i < text.length; i++) {
    const c = text.codePointAt(i) as number
    if (c > 0xffff) i++
    if (isWordCharacter(c)) word += String.fromCodePoint(toLowerCase(c))
    else if (word !== '') {
      found.push(word)
      word = ''
    }
  }
  if (word !== '') found.push(word)
  return found
}
