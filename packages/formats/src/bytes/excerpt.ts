import { show } from '@rivulet/core'
import { decodeUtf8 } from './utf8.ts'

/** The beginning of a text, as an error message shows it. */
export function excerpt(bytes: Uint8Array): string {
  return show(decodeUtf8(bytes.subarray(0, 200)).trimEnd())
}
