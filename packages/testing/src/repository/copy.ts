import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root, workspacePackages } from './packages.ts'

const generated = ['.git', '.turbo', 'coverage', 'dist', 'node_modules']

/** What other tests write to node_modules while a copy is made, and pnpm's own state. */
const passing = /^\.(?!bin$|pnpm$)/

/**
 * Copies the sources of the repository to a new folder, with what is installed linked into it.
 *
 * The entries of the root's node_modules are links, not that folder: whatever pnpm writes there, it writes to the copy.
 *
 * @param to - a folder that does not exist
 */
export function copyRepository(to: string): void {
  cpSync(root, to, { recursive: true, filter: (file) => !generated.includes(basename(file)) || file === root })
  mkdirSync(join(to, 'node_modules'))
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (passing.test(name)) continue
    symlinkSync(join(root, 'node_modules', name), join(to, 'node_modules', name), 'junction')
  }
  for (const { folder } of workspacePackages()) {
    const installed = join(folder, 'node_modules')
    if (existsSync(join(root, installed))) {
      const filter = (file: string): boolean => !passing.test(basename(file))
      cpSync(join(root, installed), join(to, installed), { recursive: true, verbatimSymlinks: true, filter })
    }
  }
}
