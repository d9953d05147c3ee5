const ZERO = 48
const NINE = 57
const POINT = 46

/** A mantissa without leading zeros, and perhaps an exponent. */
const SCIENTIFIC = /^[+-]?(?:0|[1-9]\d*)?\.?\d*e[+-]?\d+$/i

/**
 * Whether a text is a number, and not the name of a thing that is written in digits: a number comes back as it was written.
 *
 * - Digits with a point among them are: `1.50`, `.5`, `-3.`.
 * - Digits alone are, unless they begin with a zero, as article and postal codes do (`007`), or are too many for a float64, in which
 *   `208310224003697457` and `…459` would be one.
 * - An exponent is that of a number if it has a sign or there is a point, as programs write it (`1e-07`, `1.5E10`); `655e38` is a code.
 * - The number is finite.
 */
export function isNumber(text: string): boolean {
  const start = text[0] === '-' || text[0] === '+' ? 1 : 0
  const n = text.length
  let point = -1
  for (let i = start; i < n; i++) {
    const code = text.charCodeAt(i)
    if (code >= ZERO && code <= NINE) continue
    if (code !== POINT || point >= 0) return isScientific(text)
    point = i
  }
  const whole = (point < 0 ? n : point) - start
  if (n - start - (point < 0 ? 0 : 1) < 1) return false
  if (whole > 1 && text.charCodeAt(start) === ZERO) return false
  if (point >= 0) return Number.isFinite(Number(text))
  return whole <= 15 || String(Number(text)) === (text[0] === '+' ? text.slice(1) : text)
}

function isScientific(text: string): boolean {
  if (!SCIENTIFIC.test(text) || !/\d[.]?\d*e/i.test(text)) return false
  return (text.includes('.') || /e[+-]/i.test(text)) && Number.isFinite(Number(text))
}
