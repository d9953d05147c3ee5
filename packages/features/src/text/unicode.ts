import { caseRuns, wordRuns } from './unicode.gen.ts'

/**
 * Whether a code point is part of a word: a letter, a mark or a number. The tables are our own, because an engine's own
 * follow its version of Unicode.
 */
export function isWordCharacter(c: number): boolean {
  if (c < 0x80) return (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || (c >= 65 && c <= 90)
  const at = 2 * runOf(words, 2, c)
  return at >= 0 && c <= (words[at + 1] as number)
}

/** The simple lower case of a code point: one code point, whatever stands around it (Σ is σ everywhere, İ is i). */
export function toLowerCase(c: number): number {
  if (c < 0x80) return c >= 65 && c <= 90 ? c + 32 : c
  const at = 4 * runOf(cases, 4, c)
  if (at < 0 || c > (cases[at + 1] as number)) return c
  return (c - (cases[at] as number)) % (cases[at + 2] as number) === 0 ? c + (cases[at + 3] as number) : c
}

const words: Int32Array = unpacked(wordRuns, 2)
const cases: Int32Array = unpacked(caseRuns, 4)

/** The last run that begins at or before c, −1 if there is none. */
function runOf(runs: Int32Array, size: number, c: number): number {
  let low = -1
  let high = runs.length / size
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if ((runs[middle * size] as number) <= c) low = middle
    else high = middle
  }
  return low
}

/** Runs as first, last and what follows. */
function unpacked(text: string, size: number): Int32Array {
  const numbers = text.split(/[ ,]/).map((digits) => Number.parseInt(digits, 36))
  let end = 0
  for (let i = 0; i < numbers.length; i += size) {
    numbers[i] = end + (numbers[i] as number)
    numbers[i + 1] = (numbers[i] as number) + (numbers[i + 1] as number)
    end = numbers[i + 1] as number
  }
  return Int32Array.from(numbers)
}
