import { dirname, join } from 'node:path'
import type { Disk } from './disk.ts'

/**
 * Makes a folder and those above it, and syncs the ones in which it made one.
 *
 * @throws Error if it cannot be made
 */
export async function makeFolder(disk: Disk, folder: string): Promise<void> {
  if (await isThere(disk, folder)) return
  const above = dirname(folder)
  if (above === folder) throw Object.assign(new Error(`there is no ${folder}`), { code: 'ENOENT' })
  await makeFolder(disk, above)
  await disk.mkdir(folder).catch(async (error) => {
    // Another process may have made it.
    if (!(await isThere(disk, folder))) throw error
  })
  await syncFolder(disk, above)
}

async function isThere(disk: Disk, folder: string): Promise<boolean> {
  try {
    await disk.stat(folder)
    return true
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return false
    throw error
  }
}

/** Makes what was renamed, made or removed in a folder survive the machine. */
export async function syncFolder(disk: Disk, folder: string): Promise<void> {
  const handle = await disk.open(join(folder, '.'), 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
