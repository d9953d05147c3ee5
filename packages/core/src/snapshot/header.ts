import type { Dtype } from '../vocabulary.ts'
import { type Entries, SIZE } from './entries.ts'

/** The version of the format that is written. Files of every version are sealed alike, and their headers are alike up to it. */
export const FORMAT_VERSION = '1'

const BEFORE_CHECKSUM = '{"__metadata__":{"/crc32":"'
export const BEFORE_VERSION: string = `${BEFORE_CHECKSUM}00000000","/rivulet":`

/** How every header of this version begins, its checksum zeroed. */
export const BEGINNING: string = `${BEFORE_VERSION}"${FORMAT_VERSION}"`

/** Where in a file the eight hexadecimal digits of its checksum stand. */
export const CHECKSUM_AT: number = 8 + BEFORE_CHECKSUM.length

/** The order of arrays in a file: by the size of their numbers, so that each is aligned, then by path. */
export function inOrder<T extends { readonly dtype: Dtype }>(tensors: Iterable<[string, T]>): [string, T][] {
  return [...tensors].sort(([a, { dtype: A }], [b, { dtype: B }]) => SIZE[B] - SIZE[A] || (a < b ? -1 : 1))
}

/**
 * The header of a safetensors file with these entries, its checksum still zero. One content has one header: own keys first
 * ('/crc32' is the checksum, '/rivulet' the version), texts by path, arrays as they lie in the file, ASCII only, spaces up to a
 * multiple of 8.
 */
export function headerOf({ texts, tensors }: Entries): string {
  const metadata = [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => `,${quote(path)}:${quote(text)}`)
  let end = 0
  const arrays = inOrder(tensors).map(([path, { dtype, bytes }]) => {
    const start = end
    end += bytes.length
    const shape = bytes.length / SIZE[dtype]
    return `,${quote(path)}:{"dtype":"${dtype}","shape":[${shape}],"data_offsets":[${start},${end}]}`
  })
  const json = `${BEGINNING}${metadata.join('')}}${arrays.join('')}}`
  return json + ' '.repeat(-json.length & 7)
}

/** A text as JSON in ASCII; half a surrogate pair, which UTF-8 cannot hold, survives in its escape. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
