import { check } from '@rivulet/core'

/** A place in a file, and what tells this file from all others: the CRC-32 of everything before it. */
export type Place = {
  /** In bytes of the text, which is what the file unzips to. */
  readonly byte: number
  /** From 1. */
  readonly line: number
  readonly digest: number
}

/** Where a record stands in files that are read one after the other. */
export type FilePosition = Place & {
  /** How many records were passed over up to here: headers, blank lines. */
  readonly passed: number
  /** The files that were read before this one, as far as they were; the last thousand. */
  readonly before?: readonly Place[]
}

/** So many files are remembered: that an older one was learned is not known any more. */
const REMEMBERED = 1000

/** The beginning of a file. */
export const ORIGIN: Place = { byte: 0, line: 1, digest: 0 }

/** Every file that a position knows, as far as it was read. */
export function placesOf(position: FilePosition | undefined): readonly Place[] {
  if (position === undefined) return []
  checkPlace(position)
  for (const place of position.before ?? []) checkPlace(place)
  const { byte, line, digest, before = [] } = position
  return withPlace(before, { byte, line, digest })
}

/** Those and one more. */
export function withPlace(places: readonly Place[], { byte, line, digest }: Place): readonly Place[] {
  return byte === 0 ? places : [...places, { byte, line, digest }].slice(-REMEMBERED)
}

function checkPlace({ byte, line, digest }: Place): void {
  for (const [name, value] of Object.entries({ byte, line, digest })) {
    check(Number.isSafeInteger(value) && value >= 0, `position.${name}`, 'an integer ≥ 0', value)
  }
}
