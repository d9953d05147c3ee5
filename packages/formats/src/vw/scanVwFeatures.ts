import { InvalidEvent } from '@rivulet/core'
import { BAR, COLON, isBlank } from '../bytes/codes.ts'
import { excerpt } from '../bytes/excerpt.ts'
import { parseNumber } from '../bytes/parseNumber.ts'

/** The longest name of a feature or namespace, in bytes: what is longer is no name, and would fill the memory. */
export const MAX_NAME = 1000

/** Is shown a feature that is not 0: where its namespace and its name stand in the line, and its value. */
export type FeatureVisitor = (space: number, spaceEnd: number, name: number, nameEnd: number, value: number) => void

/**
 * Walks over the features of a line: `|[namespace[:weight]] [feature[:value]] … |…`
 *
 * @param bytes - the line
 * @param bar - where its first bar is
 * @param visit - is called for each in turn
 * @throws InvalidEvent at the first that is none
 */
export function scanVwFeatures(bytes: Uint8Array, bar: number, visit: FeatureVisitor): void {
  const n = bytes.length
  let i = bar
  let [space, spaceEnd, weight] = [0, 0, 1]
  while (i < n) {
    const opens = bytes[i] === BAR
    if (opens) {
      i++
      ;[space, spaceEnd, weight] = [i, i, 1]
      if (i >= n || bytes[i] === BAR) continue
    }
    if (isBlank(bytes[i])) {
      i++
      continue
    }
    const start = i
    while (i < n && !isBlank(bytes[i]) && bytes[i] !== BAR && bytes[i] !== COLON) i++
    const end = i
    const what = opens ? 'namespace' : 'feature'
    if (end === start) refuse(`a ${what} should have a name`, bytes, start)
    if (end - start > MAX_NAME) refuse(`the name of a ${what} should have at most ${MAX_NAME} bytes`, bytes, start)
    let value = 1
    if (i < n && bytes[i] === COLON) {
      while (i < n && !isBlank(bytes[i]) && bytes[i] !== BAR) i++
      value = parseNumber(bytes, end + 1, i)
    }
    if (!opens) value *= weight
    if (!Number.isFinite(value)) refuse(`the value of a ${what} should be a finite number`, bytes, start)
    if (opens) [spaceEnd, weight] = [end, value]
    else if (value !== 0) visit(space, spaceEnd, start, end, value)
  }
}

function refuse(expected: string, bytes: Uint8Array, at: number): never {
  throw new InvalidEvent(`${expected}, but at byte ${at} is ${excerpt(bytes.subarray(at))}`)
}
