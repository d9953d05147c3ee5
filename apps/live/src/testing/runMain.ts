import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

/** What is said when there was nothing else to say for a while, which depends on how busy the machine is. */
const WORD = /^[\d,]+ events learned, .* so far\n/gm

/** What a run of the command printed, and how it ended. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** Makes a folder for the state of runs. */
export function stateFolder(): string {
  return mkdtempSync(join(tmpdir(), 'rivulet-live-'))
}

/** Starts the command as a person would, without npm before it; its state is its own, unless the arguments name another. */
export function startMain(args: readonly string[]): ChildProcess {
  // It starts in half the time when it is compiled already.
  const how = {
    stdio: 'pipe',
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'rivulet-compiled') },
  } as const
  if (args.includes('--state')) return spawn(process.execPath, [MAIN, ...args], how)
  const state = stateFolder()
  const child = spawn(process.execPath, [MAIN, '--state', state, ...args], how)
  child.on('exit', () => rmSync(state, { recursive: true, force: true }))
  return child
}

/** Runs the command to its end. */
export function runMain(args: readonly string[], input: string = ''): Promise<Ended> {
  const child = startMain(args)
  let out = ''
  let error = ''
  child.stdout?.on('data', (chunk) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    error += chunk
  })
  child.stdin?.end(input)
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ code, out, error: error.replaceAll(WORD, '') })),
  )
}

/** Waits until the command has printed what matches. */
export function printed(
  child: ChildProcess,
  pattern: RegExp,
  where: 'stdout' | 'stderr' = 'stdout',
): Promise<RegExpMatchArray> {
  let out = ''
  return new Promise((resolve, reject) => {
    child[where]?.on('data', (chunk) => {
      out += chunk
      const match = out.match(pattern)
      if (match !== null) resolve(match)
    })
    child.on('exit', () => reject(new Error(`it ended without ${pattern}: ${out}`)))
  })
}
