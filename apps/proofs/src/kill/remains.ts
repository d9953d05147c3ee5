import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Whether a process that starts now on a folder goes on from a snapshot. */
export function hasSnapshot(folder: string): boolean {
  return snapshots(folder).length > 0
}

/** Whether a process that was born at a time died while it wrote a snapshot into a folder. */
export function hasHalf(folder: string, born: number): boolean {
  return names(folder)
    .filter((name) => /\bunfinished-\d+$/.test(name))
    .some((name) => statSync(join(folder, name)).mtimeMs >= born)
}

/**
 * The name of a folder's newest snapshot, without its epoch, which counts the lives, and its SHA-256; of a folder that is empty, as a run leaves it
 * that goes on from nowhere, that it is.
 */
export function fingerprint(folder: string): string {
  const newest = snapshots(folder).at(-1)
  if (newest === undefined) {
    if (names(folder).length > 0) throw new Error(`no snapshot in ${folder}`)
    return 'nothing'
  }
  const hash = createHash('sha256').update(readFileSync(join(folder, newest)))
  return `${newest.replace(/-\d+(?=\.safetensors$)/, '')} ${hash.digest('hex')}`
}

/** The names of snapshots, of which a store that keeps several says in the name after how many entries each was taken. */
function snapshots(folder: string): string[] {
  return names(folder).filter((name) => name.endsWith('.safetensors'))
}

function names(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort() : []
}
