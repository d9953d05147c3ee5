import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const VICTIM = fileURLToPath(new URL('victim.ts', import.meta.url))

/** One life of the process under test. */
export interface Life {
  readonly learner: string
  readonly file: string
  readonly folder: string
  readonly every: number
  /** Kill it so many milliseconds after it is ready. */
  readonly after?: number
  /** Let it kill itself at this operation on the file system. */
  readonly last?: number
}

/** Lets it live; says whether it was killed, and how long it lived once it was ready, in milliseconds. */
export function live({
  learner,
  file,
  folder,
  every,
  after,
  last = 0,
}: Life): Promise<{ killed: boolean; lived: number }> {
  const child = spawn(process.execPath, [VICTIM, learner, file, folder, String(every), String(last)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, '..', 'compiled') },
  })
  let errors = ''
  let born = performance.now()
  let timer: NodeJS.Timeout | undefined
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  child.stdout.once('data', () => {
    born = performance.now()
    if (after !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), after)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      if (signal === 'SIGKILL') resolve({ killed: true, lived: performance.now() - born })
      else if (code === 0 && errors === '') resolve({ killed: false, lived: performance.now() - born })
      else reject(new Error(`${learner}: the process ended with ${code ?? signal}: ${errors}`))
    })
  })
}

/** Whether a process that starts now on a folder goes on from a snapshot. */
export function hasSnapshot(folder: string): boolean {
  return existsSync(folder) && snapshots(folder).length > 0
}

/** Whether a process that was born at a time died while it wrote a snapshot into a folder. */
export function hasHalf(folder: string, born: number): boolean {
  return (statSync(join(folder, 'unfinished'), { throwIfNoEntry: false })?.mtimeMs ?? 0) >= born
}

/** The name of a folder's newest snapshot, which says after how many entries it was taken, and its SHA-256. */
export function fingerprint(folder: string): string {
  const newest = snapshots(folder).at(-1)
  if (newest === undefined) throw new Error(`no snapshot in ${folder}`)
  return `${newest} ${createHash('sha256')
    .update(readFileSync(join(folder, newest)))
    .digest('hex')}`
}

function snapshots(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.safetensors'))
    .sort()
}
