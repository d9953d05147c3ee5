import { crc32 } from '@rivulet/core/snapshot'

/** What stands before the JSON in a frame, in bytes. */
export const FRAME_HEAD = 9

/**
 * An event as a line of a spool: the CRC-32 of what follows as 8 hexadecimal digits, a space, the event as JSON, a line feed.
 *
 * @throws TypeError if the event is no JSON value
 */
export function toFrame(event: unknown): Uint8Array {
  const json = JSON.stringify(event)
  if (json === undefined) throw new TypeError(`an event should be JSON to be spooled, but is ${String(event)}`)
  const body = Buffer.from(json)
  return Buffer.concat([Buffer.from(checksum(body)), body, Buffer.from('\n')])
}

/** The JSON in a line of a spool, without its line feed; `undefined` if the line is not as it was written. */
export function fromFrame(line: Uint8Array): string | undefined {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength)
  const body = bytes.subarray(FRAME_HEAD)
  return bytes.toString('latin1', 0, FRAME_HEAD) === checksum(body) ? body.toString() : undefined
}

/**
 * How many of the bytes are to be kept: up to the end of the last whole frame. What is after it was torn when the power went; what is
 * damaged before it is no matter of the power, and stays to be reported.
 */
export function wholeLength(bytes: Uint8Array): number {
  let whole = 0
  for (let start = 0, feed = bytes.indexOf(10); feed >= 0; start = feed + 1, feed = bytes.indexOf(10, start)) {
    if (fromFrame(bytes.subarray(start, feed)) !== undefined) whole = feed + 1
  }
  return whole
}

function checksum(body: Uint8Array): string {
  return `${crc32(body).toString(16).padStart(8, '0')} `
}
