import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A part of the fuzzing, and the most memory that it may take, in MB. */
export interface Job {
  readonly script?: string
  readonly name: string
  readonly runs: number
  readonly seed: number
  readonly memory: number
  /** How long it may say nothing before it counts as hanging, in milliseconds; default 2 minutes. */
  readonly patience?: number
}

/** What a job found. */
export interface Found<T> {
  readonly counts: T
  readonly peakMegabytes: number
}

const SCRIPT = fileURLToPath(new URL('job.ts', import.meta.url))

/**
 * Has a job done in a process of its own, so that a crash, a loop without end and a hoard of memory are found and told.
 *
 * @throws Error if the process ends badly, says nothing for too long, or took too much memory
 */
export function watch<T>({ script = SCRIPT, name, runs, seed, memory, patience = 120_000 }: Job): Promise<Found<T>> {
  const args = [script, name, String(runs), String(seed)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let last = 'nothing'
  let hangs = false
  const hang = (): void => {
    hangs = true
    child.kill('SIGKILL')
  }
  let watchdog = setTimeout(hang, patience)
  createInterface(child.stdout).on('line', (line) => {
    last = line
    clearTimeout(watchdog)
    watchdog = setTimeout(hang, patience)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(watchdog)
      const who = `fuzzing ${name} with seed ${seed}`
      if (hangs) return reject(new Error(`${who} hangs; the last that it said was ${last}`))
      if (code !== 0) return reject(new Error(`${who} ended with ${code ?? signal} after it said ${last}`))
      const found = JSON.parse(last) as Found<T>
      if (found.peakMegabytes <= memory) return resolve(found)
      reject(new Error(`${who} took ${found.peakMegabytes} MB, more than ${memory}`))
    })
  })
}
