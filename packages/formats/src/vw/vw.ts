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
 * const { read } = vw(new VwReader()).open(new Uint8Array(), true)!
 * read(bytes('-1 2 |words free free')) // => { y: -1, weight: 2, tag: '', x: { indices: [0], values: [2] } }
 * ```
 */
export function vw(reader: VwReader): Format<VwExample> {
  return { open: () => ({ top: { bytes: 0, lines: 0 }, read: (record) => reader.read(record) }) }
}
