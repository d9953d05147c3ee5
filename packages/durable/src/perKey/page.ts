import { crc32 } from '@rivulet/core/snapshot'

/** Where a thing stands in the file of a page, in bytes. */
export interface PlaceInPage {
  readonly offset: number
  readonly length: number
}

/** The checksum of the head, and a space. */
const SEAL = 9

/**
 * Things by number as the bytes of one file: a head of one line, which is the CRC-32 of what follows in it, a space and a JSON list of numbers and
 * lengths; then the things. They have checksums of their own, if they are snapshots: so one can be read without the others.
 */
export function toPage(things: ReadonlyMap<number, Uint8Array>): Uint8Array {
  const head = Buffer.from(JSON.stringify([...things].map(([number, { length }]) => [number, length])))
  return Buffer.concat([Buffer.from(`${sealOf(head)} `), head, Buffer.from('\n'), ...things.values()])
}

/**
 * Reads the head of a page.
 *
 * @param bytes - the beginning of its file
 * @returns where its things are; 'more' if the head is longer than the bytes; undefined if it is damaged
 */
export function fromHead(bytes: Uint8Array): Map<number, PlaceInPage> | 'more' | undefined {
  const end = bytes.indexOf(10)
  if (end < 0) return 'more'
  if (end < SEAL) return undefined
  const head = Buffer.from(bytes.buffer, bytes.byteOffset + SEAL, end - SEAL)
  if (Buffer.from(bytes.subarray(0, SEAL)).toString('latin1') !== `${sealOf(head)} `) return undefined
  let offset = end + 1
  const places = new Map<number, PlaceInPage>()
  for (const [number, length] of JSON.parse(head.toString()) as [number, number][]) {
    places.set(number, { offset, length })
    offset += length
  }
  return places
}

function sealOf(head: Uint8Array): string {
  return crc32(head).toString(16).padStart(8, '0')
}
