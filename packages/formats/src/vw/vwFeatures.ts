import { InvalidEvent } from '@rivulet/core'
import { BAR, COLON, ZERO } from '../bytes/codes.ts'
import { excerpt } from '../bytes/excerpt.ts'
import { parseNumber } from '../bytes/parseNumber.ts'
import { ENDS_NAME, ENDS_VALUE } from '../bytes/stops.ts'
import { decodeLine } from '../bytes/utf8.ts'
import type { FeatureNames } from '../names/featureNames.ts'
import { HASH_FACTOR, hashOn, NO_HASH } from '../names/nameHash.ts'
import type { SparseLine } from '../sparse/sparseLine.ts'

/** The longest name of a feature or namespace, in bytes: what is longer is no name, and would fill the memory. */
export const MAX_NAME = 1000

/**
 * Reads the features of a line in one pass: `|[namespace[:weight]] [feature[:value]] … |…`
 *
 * A name is hashed while its end is looked for, and compared where it lies: of a name that is known nothing is made.
 *
 * @param bytes - the line
 * @param bar - where its first bar is
 * @param names - numbers the names; whoever refuses the line takes them back
 * @param line - takes the features
 * @returns how many features were left out because there were too many names
 * @throws InvalidEvent at the first that is none
 */
export function readVwFeatures(bytes: Uint8Array, bar: number, names: FeatureNames, line: SparseLine): number {
  const n = bytes.length
  let skipped = 0
  let total = 0
  let spread = 0
  for (let i = bar; i < n; ) {
    // A bar, and what touches it.
    const space = ++i
    let hash = NO_HASH
    for (; i < n && ENDS_NAME[bytes[i] as number] === 0; i++) {
      hash = Math.imul(hash ^ (bytes[i] as number), HASH_FACTOR)
      spread |= bytes[i] as number
    }
    const spaceEnd = i
    let weight = 1
    if (spaceEnd > space || (i < n && bytes[i] === COLON)) {
      i = endOfValue(bytes, i)
      weight = numberAt(bytes, spaceEnd, i)
      checkName('namespace', bytes, space, spaceEnd, weight)
      hash = hashOn(hash, BAR_ONLY, 0, 1)
    }
    const spaceHash = hash
    while (i < n) {
      const first = bytes[i] as number
      if (first === BAR) break
      if (ENDS_NAME[first] !== 0 && first !== COLON) {
        i++
        continue
      }
      const start = i
      hash = spaceHash
      for (; i < n; i++) {
        const byte = bytes[i] as number
        if (ENDS_NAME[byte] !== 0) break
        hash = Math.imul(hash ^ byte, HASH_FACTOR)
        spread |= byte
      }
      const end = i
      let value = weight
      if (i < n && bytes[i] === COLON) {
        i = endOfValue(bytes, i)
        value *= numberAt(bytes, end, i)
      }
      if (end === start || end - start > MAX_NAME || !(Math.abs(value) < Infinity))
        checkName('feature', bytes, start, end, value)
      if (value === 0) continue
      total += Math.abs(value)
      const index = names.admitHashed(hash, bytes, space, spaceEnd, start, end)
      if (index < 0) skipped++
      else line.add(index, value)
    }
  }
  if (!(total < Infinity)) throw new InvalidEvent('the values of a line should have a finite sum, but are too large')
  // Most names are ASCII, and valid then.
  if (spread > 127) decodeLine(bytes)
  return skipped
}

/** Where a word ends that goes on after its name. */
function endOfValue(bytes: Uint8Array, from: number): number {
  let i = from
  while (i < bytes.length && ENDS_VALUE[bytes[i] as number] === 0) i++
  return i
}

/** The number behind the colon at `colon`, up to `end`; 1 without one. A digit is read at once. */
function numberAt(bytes: Uint8Array, colon: number, end: number): number {
  if (colon === end) return 1
  const first = (bytes[colon + 1] as number) - ZERO
  if (end === colon + 2 && first >= 0 && first <= 9) return first
  return parseNumber(bytes, colon + 1, end)
}

function checkName(what: string, bytes: Uint8Array, start: number, end: number, value: number): void {
  if (end === start) refuse(`a ${what} should have a name`, bytes, start)
  if (end - start > MAX_NAME) refuse(`the name of a ${what} should have at most ${MAX_NAME} bytes`, bytes, start)
  if (!(Math.abs(value) < Infinity)) refuse(`the value of a ${what} should be a finite number`, bytes, start)
}

const BAR_ONLY = Uint8Array.of(BAR)

function refuse(expected: string, bytes: Uint8Array, at: number): never {
  throw new InvalidEvent(`${expected}, but at byte ${at} is ${excerpt(bytes.subarray(at))}`)
}
