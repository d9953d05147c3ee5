import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { disk } from './disk.ts'
import { ifAbsent } from './ifAbsent.ts'
import { makeFolder } from './makeFolder.ts'
import { isRunning, nameOfProcess } from './process.ts'

/** A lock that this process holds. */
export interface Lock {
  /** Lets another process have it. */
  release(): Promise<void>
}

/** The error of a lock that is held, by another process or by this one. */
export class Locked extends Error {
  override readonly name: string = 'Locked'
  /** The file that says so. */
  readonly path: string
  /** The process that holds it, by its number. */
  readonly holder: number

  constructor(path: string, holder: number) {
    super(`${holder === process.pid ? 'this process' : `the process ${holder}`} holds ${path} already`)
    this.path = path
    this.holder = holder
  }
}

/** Milliseconds in which a process that has made the file writes into it who it is: long, for a machine that is busy. */
const MOMENT = 1000

/**
 * Takes a lock that one process of this machine holds at a time, before it touches a folder of snapshots or a spool. The lock is a file
 * that says who holds it; that of a process that is no more, killed for instance, is taken over, also if its parent has not noticed yet (a
 * zombie). Where the system tells when a process began (Linux), another one that was given the same number later is not mistaken for it.
 *
 * @param path - the file; its folder is made when it is not there
 * @throws Locked if it is held, with the number of the process
 * @throws Error if the file cannot be written
 *
 * @example
 * ```ts
 * import { Locked, lockFile } from '@rivulet/durable'
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 *
 * const path = `${await mkdtemp(`${tmpdir()}/rivulet-`)}/lock`
 * const mine = await lockFile(path)
 * const refused: unknown = await lockFile(path).catch((error) => error)
 * refused instanceof Locked && refused.holder === process.pid // => true
 * await mine.release()
 * const next = await lockFile(path)
 * ```
 */
export async function lockFile(path: string): Promise<Lock> {
  const me = await nameOfProcess(process.pid)
  await makeFolder(disk, dirname(path))
  for (;;) {
    if (await isMade(path, me)) return { release: () => rm(path, { force: true }) }
    const holder = await holderOf(path)
    if (holder !== '' && (await isRunning(holder))) throw new Locked(path, Number.parseInt(holder, 10))
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
  for (let waited = 0; ; waited += MOMENT / 20) {
    const name = await readFile(path, 'utf8').catch(ifAbsent(''))
    if (name !== '' || waited >= MOMENT) return name
    await setTimeout(MOMENT / 20)
  }
}
