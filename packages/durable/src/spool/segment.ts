import { join } from 'node:path'
import type { Disk } from '../store/disk.ts'
import type { SpoolPosition } from './position.ts'

const NAME = /^(\d{16})-(\d+)-(\d+)\.spool$/

/** A file of a spool, and where it begins in the whole spool, which is its name. */
export interface Segment {
  readonly start: SpoolPosition
  readonly path: string
}

/** The file of a folder that begins at a position. */
export function segmentAt(folder: string, start: SpoolPosition): Segment {
  const { byte, entry, sum } = start
  return { start, path: join(folder, `${String(byte).padStart(16, '0')}-${entry}-${sum}.spool`) }
}

/** The files of a folder, in order. */
export async function segmentsIn(disk: Disk, folder: string): Promise<Segment[]> {
  return (await disk.readdir(folder)).sort().flatMap((name) => {
    const [, byte, entry, sum] = NAME.exec(name) ?? []
    if (byte === undefined) return []
    return [segmentAt(folder, { byte: Number(byte), entry: Number(entry), sum: Number(sum) })]
  })
}
