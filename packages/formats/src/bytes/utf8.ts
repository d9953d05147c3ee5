import { InvalidEvent } from '@rivulet/core'

// Both are in Node and in every browser, but no library of types that this package may use has them.
const { TextEncoder, TextDecoder } = globalThis as unknown as {
  TextEncoder: new () => { encode(text: string): Uint8Array }
  TextDecoder: new (encoding?: string, how?: { fatal: boolean }) => { decode(bytes: Uint8Array): string }
}
const encoder = new TextEncoder()
const decoder = new TextDecoder()
const strict = new TextDecoder('utf-8', { fatal: true })

/** The UTF-8 bytes of a text. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** The text that bytes stand for; what is not UTF-8 becomes U+FFFD. A byte order mark before it is no part of it. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

/**
 * The text of a line.
 *
 * @throws InvalidEvent if it is not UTF-8
 */
export function decodeLine(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch {
    throw new InvalidEvent(`the line is not valid UTF-8, from byte ${invalidAt(bytes)} on`)
  }
}

/** Where the first byte is that is not UTF-8; the length if all are. */
export function invalidAt(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] as number
    const length = lead < 0xe0 ? (lead < 0x80 ? 1 : 2) : lead < 0xf0 ? 3 : 4
    try {
      strict.decode(bytes.subarray(i, i + length))
    } catch {
      return i
    }
    i += length
  }
  return bytes.length
}
