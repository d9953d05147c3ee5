import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { rivulet } from '../src/command/rivulet.ts'

const MAIN = fileURLToPath(new URL('../src/rivulet.ts', import.meta.url))

/** What a run of the command printed, and how it ended. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** Starts the command as a person would. */
export function start(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { stdio: 'pipe' })
}

/** Waits for the end of a command that was started. */
export function ended(child: ChildProcess): Promise<Ended> {
  let out = ''
  let error = ''
  child.stdout?.on('data', (piece) => {
    out += piece
  })
  child.stderr?.on('data', (piece) => {
    error += piece
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, error })))
}

/** Runs the command within this process, which is faster, with this on standard input. */
export async function run(args: readonly string[], input: string | Uint8Array = ''): Promise<Ended> {
  let out = ''
  let error = ''
  const code = await rivulet(args, {
    input: Readable.from([Buffer.from(input)]),
    print: (line) => {
      out += `${line}\n`
    },
    drained: () => undefined,
    complain: (line) => {
      error += `${line}\n`
    },
    stopped: () => new AbortController().signal,
    unread: new AbortController().signal,
  })
  return { code, out, error }
}

/** The last line, which `--json` makes one of JSON. */
export function lastLine(out: string): Record<string, unknown> {
  return JSON.parse(out.trimEnd().split('\n').at(-1) as string)
}

/** A folder for one test, with these files in it. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return (name) => join(folder, name)
}

/** Events that a model can learn something from, the same from the same seed; now and then a line that is none. */
export function eventLines(count: number, seed: number = 1): string[] {
  let state = seed
  const random = (n: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  return Array.from({ length: count }, (_, i) => {
    if (i % 97 === 96) return 'nonsense'
    const hour = random(24)
    const who = 'abcdefgh'[random(8)]
    return JSON.stringify({ hour, who, late: random(24) < hour ? 'yes' : 'no' })
  })
}
