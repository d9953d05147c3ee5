import { setTimeout } from 'node:timers/promises'
import type { TextFile } from './textFile.ts'

/** How often a file that is followed is looked at, in milliseconds. */
const PATIENCE = 100
/** So much before the place where reading goes on is compared with what was read. */
const TAIL = 1 << 12

/** Why there is no more of a file that is followed: a signal, another file under its name, or other content in it. */
export type FollowEnd = 'stopped' | 'replaced' | 'cut'

/**
 * The bytes of a file from an offset on as it grows, as `tail -F` reads it: until the signal, until another file has its name, which is after a log was
 * rotated, or until what was read is not there any more, because the file was cut or written anew. That is noticed even where it has grown again since.
 */
export async function* followed(
  file: TextFile,
  from: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, FollowEnd> {
  let at = from
  let tail = await file.read(Math.max(0, from - TAIL), Math.min(from, TAIL))
  let isOver = false
  while (signal?.aborted !== true) {
    const before = at - tail.length
    const bytes = Buffer.from(await file.read(before, tail.length + (1 << 16)))
    if (bytes.length < tail.length || bytes.compare(tail, 0, tail.length, 0, tail.length) !== 0) return 'cut'
    if (bytes.length > tail.length) {
      yield bytes.subarray(tail.length)
      at += bytes.length - tail.length
      tail = bytes.subarray(-TAIL)
      continue
    }
    if (isOver) return 'replaced'
    const state = await file.state(at)
    if (state === 'cut') return 'cut'
    // Who writes it may write on until it opens the new one: what is there by now is read first.
    isOver = state === 'replaced'
    if (!isOver) await setTimeout(PATIENCE, undefined, { signal }).catch(() => {})
  }
  return 'stopped'
}
