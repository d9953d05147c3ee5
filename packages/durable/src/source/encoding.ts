/** How a text is written: as UTF-8, or in a way that is turned into it. */
export type TextEncoding = 'utf-8' | 'gzip' | 'utf-16le' | 'utf-16be' | 'carriage returns'

/** So many bytes are enough to tell. */
export const SNIFFED: number = 2 ** 12

const ARCHIVES: readonly (readonly [magic: readonly number[], kind: string, cure: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive (or a spreadsheet)', 'unzip -p FILE, or save it as CSV'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'compressed with xz', 'xz -dc FILE'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed with zstd', 'zstd -dc FILE'],
  [[0x42, 0x5a, 0x68], 'compressed with bzip2', 'bzip2 -dc FILE'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file', `duckdb -c "COPY (FROM 'FILE') TO '/dev/stdout' (FORMAT csv, HEADER)"`],
  [[0xd0, 0xcf, 0x11, 0xe0], 'a spreadsheet of Excel', 'save it as CSV'],
]

/**
 * How a text is written, by its first bytes: gzip by its magic number, UTF-16 by its mark or by its zeros, and whether lines end with a carriage
 * return alone.
 *
 * @throws Error that says what it is and what to do, if it is a file of another kind
 */
export function encodingOf(head: Uint8Array): TextEncoding {
  const [a, b] = head
  if (a === 0x1f && b === 0x8b) return 'gzip'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  for (const [magic, kind, cure] of ARCHIVES) {
    if (magic.every((byte, i) => head[i] === byte))
      throw new Error(`this is ${kind}, and no text; pipe it into -: ${cure}`)
  }
  const shown = head.subarray(0, SNIFFED)
  if (shown.length >= 4 && a !== 0 && b === 0 && shown[2] !== 0 && shown[3] === 0) return 'utf-16le'
  if (shown.length >= 4 && a === 0 && b !== 0 && shown[2] === 0 && shown[3] !== 0) return 'utf-16be'
  const isReturned = shown.includes(13) && !shown.includes(10) && shown.indexOf(13) < shown.length - 1
  return isReturned ? 'carriage returns' : 'utf-8'
}
