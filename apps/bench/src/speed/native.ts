import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Turn } from './contest.ts'

const SOURCE = fileURLToPath(new URL('../../src/speed/kernels.c', import.meta.url))

let built: string | undefined | null

/** Compiled once, where there is a gcc. */
function program(): string | undefined {
  if (built === undefined) {
    const file = join(mkdtempSync(join(tmpdir(), 'rivulet-bench-')), 'kernels')
    try {
      execFileSync('gcc', ['-O3', '-march=native', '-ffast-math', '-o', file, SOURCE, '-lm'], { stdio: 'ignore' })
      built = file
    } catch {
      console.error('gcc is not on this machine: nothing is compared with C (Debian: apt-get install gcc)')
      built = null
    }
  }
  return built ?? undefined
}

/** A turn of the kernels in C, as a process of its own; nothing where there is no compiler. */
export function native(kind: 'dense' | 'sparse', size: number, of: number, events: number): Turn | undefined {
  const file = program()
  if (file === undefined) return undefined
  return () => Number(execFileSync(file, [kind, size, of, events].map(String), { encoding: 'utf8' }).split(' ')[0])
}
