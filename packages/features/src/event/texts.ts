import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { InvalidSnapshot, readArray } from '@rivulet/core/snapshot'

/**
 * Writes a list of texts as a part with two arrays: their lengths, and their UTF-16 units in little-endian bytes,
 * joined. It may be of any size, which a text in the header of a snapshot may not, and keeps lone surrogates.
 */
export function writeTexts(to: SnapshotWriter, texts: readonly string[]): void {
  const lengths = Uint32Array.from(texts, (text) => text.length)
  const units = new Uint8Array(2 * lengths.reduce((sum, length) => sum + length, 0))
  let end = 0
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      units[end++] = unit & 255
      units[end++] = unit >> 8
    }
  }
  to.array('lengths', lengths, 'U32')
  to.array('units', units, 'U8')
}

/**
 * Reads a list of texts from the part that {@link writeTexts} wrote.
 *
 * @throws InvalidSnapshot if it is none
 */
export function readTexts(from: SnapshotReader): string[] {
  const lengths = readArray(from, 'lengths', 'U32')
  const units = readArray(from, 'units', 'U8')
  const texts: string[] = []
  let end = 0
  for (const length of lengths) {
    if (end + 2 * length > units.length) break
    let text = ''
    for (const stop = end + 2 * length; end < stop; end += 2) {
      text += String.fromCharCode((units[end] as number) | ((units[end + 1] as number) << 8))
    }
    texts.push(text)
  }
  if (texts.length < lengths.length || end < units.length)
    throw new InvalidSnapshot('units should be as many as the lengths say')
  return texts
}
