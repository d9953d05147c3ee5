import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { WITHOUT_WEBASSEMBLY } from './bundle.ts'
import type { Engine } from './engine.ts'
import { findCommand } from './findEngine.ts'

const run = promisify(execFile)

/** Engines that run a file and print: what they need between their name and the file, and where they come from. */
const SHELLS = [
  { name: 'node 24', arguments: [], install: 'npm install', find: (): string | undefined => process.execPath },
  {
    name: 'node, the machine’s',
    arguments: [],
    install: 'Node ≥ 20 on the PATH',
    find: (): string | undefined => findCommand('node', notOurs),
  },
  {
    name: 'deno',
    arguments: ['run', '--no-remote', '--no-config'],
    install: 'npm run engines',
    find: (): string | undefined => findCommand('deno'),
  },
  { name: 'bun', arguments: [], install: 'npm run engines', find: (): string | undefined => findCommand('bun') },
  {
    name: 'jsc',
    arguments: [],
    install: 'Debian: apt-get install libjavascriptcoregtk-4.0-bin',
    find: (): string | undefined => findCommand('jsc'),
  },
]

/** Node as the machine has it: not the one that npm brought here. */
const notOurs = (folder: string): boolean => !folder.includes('node_modules')

/** The engines that are commands. */
export const shells: readonly Engine[] = SHELLS.map(({ name, arguments: before, install, find }) => ({
  name,
  install,
  find,
  async run(path, script, kernels, folder) {
    const file = join(folder, 'program.js')
    writeFileSync(file, kernels === 'plain' ? `${WITHOUT_WEBASSEMBLY}${script}` : script)
    const { stdout } = await run(path, [...before, file], { cwd: folder, maxBuffer: 1e8 })
    return stdout.trim()
  },
}))
