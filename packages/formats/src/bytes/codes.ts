/** Bytes that the formats give a meaning. */
export const TAB = 9
export const SPACE = 32
export const HASH = 35
export const QUOTE = 39
export const PLUS = 43
export const MINUS = 45
export const POINT = 46
export const ZERO = 48
export const COLON = 58
export const UPPER_E = 69
export const LOWER_E = 101
export const BAR = 124

/** Whether a byte parts words: a space, a tab, or the return before a line feed, and the line feed itself. */
export function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB || byte === 10 || byte === 13
}
