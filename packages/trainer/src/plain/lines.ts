import { type SnapshotReader, type SnapshotWriter, show } from '@rivulet/core'
import { checkSaved, InvalidSnapshot, readArray } from '@rivulet/core/snapshot'
import { fromPlainText, toPlainText } from './plainText.ts'

/**
 * Saves items of plain data as bytes, a line of ASCII each: as a text of a snapshot they would have to fit in its header.
 *
 * @param to - the snapshot
 * @param name - of the array there
 * @param items - plain data, in order
 * @throws TypeError if an item is no plain data
 */
export function saveLines(to: SnapshotWriter, name: string, items: Iterable<unknown>): void {
  const lines: string[] = []
  let length = 0
  for (const item of items) {
    const line = toPlainText(item)
    lines.push(line)
    length += line.length + 1
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const line of lines) {
    for (let i = 0; i < line.length; i++) bytes[at++] = line.charCodeAt(i)
    bytes[at++] = 10
  }
  to.array(name, bytes, 'U8')
}

/**
 * Loads what {@link saveLines} saved.
 *
 * @throws InvalidSnapshot if it is otherwise
 */
export function loadLines(from: SnapshotReader, name: string): unknown[] {
  const bytes = readArray(from, name, 'U8')
  const items: unknown[] = []
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(10, start)
    checkSaved(end >= 0, name, 'lines, the last with its break too', 'cut off')
    items.push(plainIn(ascii(bytes.subarray(start, end)), name))
    start = end + 1
  }
  return items
}

function plainIn(line: string, name: string): unknown {
  try {
    return fromPlainText(line)
  } catch (cause) {
    throw new InvalidSnapshot(`${name} should be lines of plain data, but one is ${show(line)}`, { cause })
  }
}

function ascii(bytes: ArrayLike<number> & { subarray(start: number, end: number): ArrayLike<number> }): string {
  let text = ''
  // A call takes only so many arguments.
  for (let i = 0; i < bytes.length; i += 4096) {
    text += String.fromCharCode(...Array.from(bytes.subarray(i, Math.min(i + 4096, bytes.length))))
  }
  return text
}
