import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { disk } from './disk.ts'
import { ifAbsent } from './ifAbsent.ts'
import { makeFolder } from './replaceFile.ts'

/** A lock that this process holds. */
export interface Lock {
  /** Lets another process have it. */
  release(): Promise<void>
}

/** Milliseconds in which a process that has made the file writes into it who it is. */
const MOMENT = 100

/**
 * Takes a lock that one process of this machine holds at a time, before it touches a folder of snapshots or a spool. The lock is a file
 * that says who holds it; that of a process that is no more, killed for instance, is taken over. Where the system tells when a
 * process began (Linux), another one that was given the same number later is not mistaken for it.
 *
 * @param path - the file; its folder is made when it is not there
 * @returns the lock; undefined if another process holds it
 * @throws Error if the file cannot be written
 *
 * @example
 * ```ts
 * import { lockFile } from '@rivulet/durable'
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 *
 * const path = `${await mkdtemp(`${tmpdir()}/rivulet-`)}/lock`
 * const mine = await lockFile(path)
 * await lockFile(path) // => undefined
 * await mine.release()
 * (await lockFile(path)) !== undefined // => true
 * ```
 */
export async function lockFile(path: string): Promise<Lock | undefined> {
  const me = await nameOf(process.pid)
  await makeFolder(disk, dirname(path))
  for (;;) {
    if (await isMade(path, me)) return { release: () => rm(path, { force: true }) }
    const holder = await holderOf(path)
    if (holder !== '' && (await isAlive(holder))) return undefined
    // Of several that take over at once, one moves the old file away; who moved away a new one puts it back.
    const old = `${path}.${process.pid}`
    await rename(path, old).catch(ifAbsent(undefined))
    const moved = await readFile(old, 'utf8').catch(ifAbsent(holder))
    if (moved !== holder) await isMade(path, moved)
    await rm(old, { force: true })
  }
}

/** Makes the file, unless there is one. */
async function isMade(path: string, name: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    try {
      await file.writeFile(name)
    } catch (error) {
      await rm(path, { force: true }).catch(() => {})
      throw error
    } finally {
      await file.close()
    }
    return true
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST') return false
    throw error
  }
}

/** Who holds it; '' if nobody wrote that. */
async function holderOf(path: string): Promise<string> {
  const name = await readFile(path, 'utf8').catch(ifAbsent(''))
  if (name !== '') return name
  await setTimeout(MOMENT)
  return readFile(path, 'utf8').catch(ifAbsent(''))
}

async function isAlive(name: string): Promise<boolean> {
  const pid = Number.parseInt(name, 10)
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ESRCH') return false
  }
  return (await nameOf(pid)) === name
}

/** A process by its number and, where the system tells, when it began. */
async function nameOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The 22nd field; the second may have spaces, in parentheses.
  const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  return `${pid} ${began}`
}
