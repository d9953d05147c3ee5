import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of its own in memory, small enough to be filled. */
export interface SmallDisk {
  /** Where it is mounted. */
  readonly folder: string
  /** Makes it read-only, or writable again; no file may be open for writing. */
  remount(how: 'ro' | 'rw'): void
  /** Takes it away, with all that is in it. */
  remove(): void
}

/**
 * Mounts a small file system in memory.
 *
 * @param kilobytes - how much fits on it
 * @throws Error if this process may not; `findTool('tmpfs')` says so beforehand
 */
export function smallDisk(kilobytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-disk-'))
  const run = (...command: [string, ...string[]]): void => {
    const [program, ...args] = [...asRoot(), ...command] as [string, ...string[]]
    execFileSync(program, args, { stdio: 'pipe' })
  }
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder)
  } catch (error) {
    rmSync(folder, { recursive: true })
    throw error
  }
  return {
    folder,
    remount: (how) => run('mount', '-o', `remount,${how}`, folder),
    remove() {
      run('umount', folder)
      rmSync(folder, { recursive: true })
    },
  }
}

/** Only root may mount. CI, which asks for it, may become root without a password; on a person's machine nobody tries. */
function asRoot(): readonly string[] {
  const isAsked = process.env['RIVULET_REQUIRE']?.split(',').includes('tmpfs') === true
  return isAsked && process.getuid?.() !== 0 ? ['sudo', '-n'] : []
}

/** Whether this process may mount a file system. */
export function canMount(): boolean {
  try {
    smallDisk(4).remove()
    return true
  } catch {
    return false
  }
}
