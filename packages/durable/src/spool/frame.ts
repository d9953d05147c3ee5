import { crc32, type Json, toJson } from '@rivulet/core/snapshot'

/** What stands before the JSON in a frame, in bytes. */
export const FRAME_HEAD = 9

/** Where in a frame its place in its commit stands. */
const MARK = FRAME_HEAD - 1

const [ALONE, FIRST, WITHIN, LAST] = Buffer.from(' (+)') as unknown as [number, number, number, number]
const LINE_FEED = 10
const TAB = 9

/** What a frame holds. */
export interface FrameContent {
  readonly event: unknown
  /** Where the producer goes on after the event, if it said so. */
  readonly offset?: Json
}

/**
 * An event as a line of a spool: the CRC-32 of what follows as 8 hexadecimal digits; its place in its commit, which is a space for one that
 * is alone, else `(`, `+` or `)`; the event as JSON; a tab and the offset of the producer as JSON, if there is one; a line feed.
 *
 * @throws RangeError if the event or the offset is not JSON
 */
export function toFrame(event: unknown, offset?: Json): Uint8Array {
  const json = toJson(event, 'event')
  const body = Buffer.from(offset === undefined ? json : `${json}\t${toJson(offset, 'offset')}`)
  return Buffer.concat([Buffer.from(checksum(body)), Buffer.of(ALONE), body, Buffer.of(LINE_FEED)])
}

/** Frames as a commit: after a crash all of them are there, or none. */
export function toCommit(frames: readonly Uint8Array[]): Uint8Array {
  const last = frames.length - 1
  for (const [i, frame] of frames.entries())
    frame[MARK] = last === 0 ? ALONE : i === 0 ? FIRST : i === last ? LAST : WITHIN
  return Buffer.concat(frames)
}

/** What is in a line of a spool, without its line feed; `undefined` if the line is not as it was written. */
export function fromFrame(line: Uint8Array): FrameContent | undefined {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength)
  const body = bytes.subarray(FRAME_HEAD)
  if (bytes.toString('latin1', 0, MARK) !== checksum(body)) return undefined
  // A tab within JSON is escaped.
  const tab = body.indexOf(TAB)
  if (tab < 0) return { event: JSON.parse(body.toString()) }
  return { event: JSON.parse(body.toString('utf8', 0, tab)), offset: JSON.parse(body.toString('utf8', tab + 1)) }
}

/** Whether a line is the first of its commit. */
export function isFirst(line: Uint8Array): boolean {
  return line[MARK] === ALONE || line[MARK] === FIRST
}

/** Whether a line is the last of its commit. */
export function isLast(line: Uint8Array): boolean {
  return line[MARK] === ALONE || line[MARK] === LAST
}

function checksum(body: Uint8Array): string {
  return crc32(body).toString(16).padStart(8, '0')
}
