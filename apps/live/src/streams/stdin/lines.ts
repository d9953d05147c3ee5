/** A line of a text stream: its number, from 1, and its text; or why it has none. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly text: undefined; readonly reason: string }

const NEWLINE = 10

/**
 * Splits bytes into lines, as they arrive: each batch has the lines that ended in one chunk.
 * The last line may lack its newline. A line that is too long, or is not UTF-8, is one with a reason instead of a text,
 * and never more than `longest` bytes of it are held.
 *
 * @param chunks - bytes, cut anywhere
 * @param longest - bytes in a line
 */
export async function* lines(chunks: AsyncIterable<Uint8Array>, longest: number = 2 ** 20): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let held: Uint8Array[] = []
  let length = 0
  let number = 0

  const hold = (part: Uint8Array): void => {
    length += part.length
    if (length <= longest) held.push(part)
    else held = []
  }
  const end = (): Line => {
    number++
    const bytes = held.length === 1 ? (held[0] as Uint8Array) : Buffer.concat(held)
    const tooLong = length > longest
    held = []
    length = 0
    if (tooLong) return { number, text: undefined, reason: `the line is longer than ${longest} bytes` }
    try {
      return { number, text: decoder.decode(bytes) }
    } catch {
      return { number, text: undefined, reason: 'the line is not UTF-8' }
    }
  }

  for await (const chunk of chunks) {
    const batch: Line[] = []
    let from = 0
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      hold(chunk.subarray(from, to))
      batch.push(end())
      from = to + 1
    }
    if (from < chunk.length) hold(chunk.subarray(from))
    if (batch.length > 0) yield batch
  }
  if (length > 0) yield [end()]
}
