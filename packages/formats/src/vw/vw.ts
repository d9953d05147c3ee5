import { decodeLine } from '../bytes/utf8.ts'
import type { Format } from '../format.ts'
import type { VwExample } from './vwExample.ts'
import type { VwReader } from './vwReader.ts'

/**
 * The format Vowpal Wabbit text, a line an example. A line that is not valid UTF-8 is refused.
 *
 * @param reader - numbers the names of features; it is part of what is learned, and saved with the learner
 *
 * @example
 * ```ts
 * import { VwReader, vw } from '@rivulet/formats'
 *
 * const bytes = (text: string) => new TextEncoder().encode(text)
 * const { read } = vw(new VwReader()).open(new Uint8Array(), true)
 * read(bytes('-1 2 |words free free')) // => { y: -1, weight: 2, tag: '', x: { indices: [0], values: [2] } }
 * ```
 */
export function vw(reader: VwReader): Format<VwExample> {
  const read = (record: Uint8Array): VwExample => {
    if (!isAscii(record)) decodeLine(record)
    return reader.read(record)
  }
  return { open: () => ({ top: { bytes: 0, lines: 0 }, read }) }
}

/** Most lines are, and are valid UTF-8 then. */
function isAscii(bytes: Uint8Array): boolean {
  let all = 0
  for (let i = 0; i < bytes.length; i++) all |= bytes[i] as number
  return all < 128
}
