import type { Dtype } from '../vocabulary.ts'
import { type Entries, MAX_ENTRIES, SIZE, type Tensor } from './entries.ts'
import { BEGINNING, headerOf, inOrder } from './header.ts'
import { DamagedSnapshot } from './invalidSnapshot.ts'
import { isCanonical } from './littleEndian.ts'

const TENSOR = /:\{"dtype":"(F64|U32|U8)","shape":\[(\d{1,15})\],"data_offsets":\[\d{1,15},\d{1,15}\]\}/y

/**
 * Reads a header by the grammar of `headerOf`, not as any JSON, so that neither depth nor prototype keys nor duplicates can occur,
 * and checks that `headerOf` would say the same of what was read.
 *
 * @param header - with its checksum zeroed; it begins with BEGINNING
 * @param data - the bytes after the header
 */
export function parseHeader(header: string, data: Uint8Array): Entries {
  const texts = new Map<string, string>()
  const shapes: [string, { dtype: Dtype; size: number }][] = []
  let at = BEGINNING.length
  while (header[at] === ',' && texts.size <= MAX_ENTRIES) {
    const path = quoted(header, at + 1)
    if (header[path.end] !== ':') throw malformed()
    const text = quoted(header, path.end + 1)
    texts.set(path.value, text.value)
    at = text.end
  }
  if (header[at++] !== '}') throw malformed()
  while (header[at] === ',' && shapes.length <= MAX_ENTRIES) {
    const path = quoted(header, at + 1)
    TENSOR.lastIndex = path.end
    const match = TENSOR.exec(header)
    if (match === null) throw malformed()
    const dtype = match[1] as Dtype
    shapes.push([path.value, { dtype, size: Number(match[2]) * SIZE[dtype] }])
    at = TENSOR.lastIndex
  }
  const entries = { texts, tensors: slices(shapes, data) }
  if (headerOf(entries) !== header) throw malformed()
  return entries
}

/** Gives each array its bytes, one after the other; that the header says so too is checked above. */
function slices(shapes: [string, { dtype: Dtype; size: number }][], data: Uint8Array): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>()
  let end = 0
  for (const [path, { dtype, size }] of inOrder(shapes)) {
    if (size > data.length - end) throw malformed()
    const bytes = data.subarray(end, end + size)
    if (!isCanonical(bytes, dtype)) throw new DamagedSnapshot('this snapshot has a NaN that encode would not write')
    tensors.set(path, { dtype, bytes })
    end += size
  }
  if (end !== data.length) throw malformed()
  return tensors
}

/** The JSON string that begins at `start`, and where it ends. */
function quoted(header: string, start: number): { value: string; end: number } {
  if (header[start] !== '"') throw malformed()
  let end = header.indexOf('"', start + 1)
  while (end > 0 && isEscaped(header, end)) end = header.indexOf('"', end + 1)
  if (end < 0) throw malformed()
  try {
    return { value: JSON.parse(header.slice(start, end + 1)) as string, end: end + 1 }
  } catch (cause) {
    throw malformed(cause)
  }
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(header: string, at: number): boolean {
  let first = at
  while (header[first - 1] === '\\') first--
  return (at - first) % 2 === 1
}

function malformed(cause?: unknown): DamagedSnapshot {
  return new DamagedSnapshot('this snapshot has a malformed header', { cause })
}
