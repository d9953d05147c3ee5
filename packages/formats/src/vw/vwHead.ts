import { InvalidEvent } from '@rivulet/core'
import { BAR, isBlank, MINUS, PLUS, QUOTE, ZERO } from '../bytes/codes.ts'
import { excerpt } from '../bytes/excerpt.ts'
import { parseNumber } from '../bytes/parseNumber.ts'
import { decodeLine } from '../bytes/utf8.ts'
import type { VwExample } from './vwExample.ts'

/** The number that alone stands before the first bar, as in most lines, and where that bar is; `undefined` if it is otherwise. */
export function plainHead(bytes: Uint8Array): { readonly y: number; readonly bar: number } | undefined {
  const sign = bytes[0] === MINUS ? -1 : 1
  let i = sign < 0 || bytes[0] === PLUS ? 1 : 0
  const first = i
  let y = 0
  for (; i - first < 15; i++) {
    const digit = (bytes[i] as number) - ZERO
    if (!(digit >= 0 && digit <= 9)) break
    y = 10 * y + digit
  }
  if (i === first || !isBlank(bytes[i])) return undefined
  while (isBlank(bytes[i])) i++
  // −0 and 0 are one label.
  return bytes[i] === BAR ? { y: sign * y + 0, bar: i } : undefined
}

/**
 * What stands before the first bar of a line: `[label] [importance] ['tag]`. The last word is the tag if it touches the bar
 * or begins with a quote.
 *
 * @param bytes - the line
 * @param bar - where its first bar is
 * @throws InvalidEvent for anything else
 */
export function parseVwHead(bytes: Uint8Array, bar: number): Omit<VwExample, 'x'> {
  const words: (readonly [start: number, end: number])[] = []
  for (let i = 0; i < bar; ) {
    const start = i
    while (i < bar && !isBlank(bytes[i])) i++
    if (i > start) words.push([start, i])
    else i++
  }
  const tag = popTag(bytes, bar, words)
  const [label, importance] = words.map(([start, end]) => parseNumber(bytes, start, end))
  if (words.length > 2) throw new InvalidEvent(`a label should be one or two numbers, but is ${words.length} words`)
  for (const [k, number] of [label, importance].entries()) {
    if (number === undefined || (Number.isFinite(number) && !(k === 1 && number < 0))) continue
    const [start, end] = words[k] as readonly [number, number]
    const expected = k === 0 ? 'label should be a finite number' : 'importance should be a finite number ≥ 0'
    throw new InvalidEvent(`${expected}, but is ${excerpt(bytes.subarray(start, end))}`)
  }
  // −0 and 0 are one label.
  return { y: label === undefined ? undefined : label + 0, weight: importance ?? 1, tag }
}

/** Takes the tag off the words, if the last is one. */
function popTag(bytes: Uint8Array, bar: number, words: (readonly [start: number, end: number])[]): string {
  const [start, end] = words.at(-1) ?? [0, 0]
  const quoted = bytes[start] === QUOTE
  if (start === end || !(quoted || end === bar)) return ''
  words.pop()
  return decodeLine(bytes.subarray(quoted ? start + 1 : start, end))
}
