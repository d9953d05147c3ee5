import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root, workspacePackages } from './packages.ts'

const generated = new Set(['.git', '.turbo', 'coverage', 'dist', 'node_modules'])

/**
 * Copies the sources of the repository to a new folder, with what is installed linked into it.
 *
 * Only the entries of the root's node_modules are links, and pnpm's own state stays behind: whatever pnpm does in the
 * copy, it does to the copy.
 *
 * @param to - a folder that does not exist
 */
export function copyRepository(to: string): void {
  cpSync(root, to, { recursive: true, filter: (file) => !generated.has(basename(file)) || file === root })
  mkdirSync(join(to, 'node_modules'))
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name.startsWith('.') && name !== '.bin' && name !== '.pnpm') continue
    symlinkSync(join(root, 'node_modules', name), join(to, 'node_modules', name), 'junction')
  }
  for (const { folder } of workspacePackages()) {
    const installed = join(folder, 'node_modules')
    if (existsSync(join(root, installed))) {
      cpSync(join(root, installed), join(to, installed), { recursive: true, verbatimSymlinks: true })
    }
  }
}
