import { exec } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from './packages.ts'

/** How a command ended, and what it printed. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  /** Standard output and standard error, one after the other. */
  readonly output: string
}

/** Runs a line of shell in a folder, as a root script would: with the programs of the root's node_modules on the path. */
export function run(command: string, folder: string): Promise<Ended> {
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)
  const env = { ...process.env, PATH: path, FORCE_COLOR: undefined, NO_COLOR: '1', TURBO_TELEMETRY_DISABLED: '1' }
  return new Promise((resolve) => {
    exec(command, { cwd: folder, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1
      resolve({ code, stdout, output: `${stdout}\n${stderr}` })
    })
  })
}
