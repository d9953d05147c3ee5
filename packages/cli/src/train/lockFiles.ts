import { join } from 'node:path'
import { type Lock, Locked, lockFile } from '@rivulet/durable'
import { reasonOf } from '../command/reasonOf.ts'

/**
 * Takes the locks of what this run will write, so that no other process writes it meanwhile: of the snapshot beside it, of the spool within.
 *
 * @throws Error that says who has one, or why it cannot be taken; then none is held
 */
export async function lockFiles(snapshot: string | undefined, spool: string | undefined): Promise<Lock> {
  const wanted: readonly [what: string, path: string | undefined][] = [
    ['snapshot', snapshot],
    ['spool', spool],
  ]
  const held: Lock[] = []
  const release = async (): Promise<void> => {
    for (const lock of held.splice(0)) await lock.release()
  }
  try {
    for (const [what, path] of wanted) {
      if (path === undefined) continue
      const file = what === 'spool' ? join(path, 'lock') : `${path}.lock`
      const lock = await lockFile(file).catch((cause) => {
        if (cause instanceof Locked)
          throw new Error(`the ${what} ${path} is in use by process ${cause.holder}`, { cause })
        throw new Error(`the ${what} ${path} cannot be written: ${reasonOf(cause)}`, { cause })
      })
      held.push(lock)
    }
  } catch (error) {
    await release()
    throw error
  }
  return { release }
}
