/** So many digits may be more than a float64 holds. */
const LONG = /\d{16}/
/** A text of JSON, to be left alone, or a long whole number. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g

/**
 * A text of JSON in which whole numbers that a float64 would change, as ids of 18 digits, are texts: so that `208310224003697457` and `…459` stay
 * two, digit for digit.
 *
 * @example
 * ```ts
 * import { exactNumbers } from '@rivulet/formats'
 *
 * exactNumbers('{"user":208310224003697457,"n":12}') // => '{"user":"208310224003697457","n":12}'
 * ```
 */
export function exactNumbers(json: string): string {
  if (!LONG.test(json)) return json
  return json.replace(TOKEN, (token) => (token[0] === '"' || String(Number(token)) === token ? token : `"${token}"`))
}
