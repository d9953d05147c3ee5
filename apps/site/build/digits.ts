import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Random } from '@rivulet/core'
import { readDigits } from '../../live/src/streams/digits/readDigits.ts'
import { DIST } from './folders.ts'

/**
 * Writes the 10,000 digits as one file: for each its label and its 784 grey values, shuffled as the demo shuffles them. It is compressed here, for
 * a plain file server may not do it, and the page unpacks it; its name does not say so, or some servers would have the browser unpack it first.
 */
export async function writeDigits(): Promise<void> {
  const digits = new Random(1).shuffle(await readDigits())
  const bytes = Buffer.concat(digits.map(({ digit, pixels }) => Buffer.concat([Uint8Array.of(digit), pixels])))
  mkdirSync(join(DIST, 'assets'), { recursive: true })
  writeFileSync(join(DIST, 'assets', 'digits.packed'), gzipSync(bytes, { level: 9 }))
}
