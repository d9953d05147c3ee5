import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '@rivulet/core'
import { decode } from '@rivulet/core/snapshot'
import { HARMLESS, RIVULET, writeLines } from '../kill/commandSubjects.ts'
import { live } from '../kill/live.ts'
import type { Beat } from './beat.ts'
import type { LineCounts } from './lines.ts'
import { mutateLines } from './mutateLines.ts'

const FILE = 20_000
const kinds = [
  ['auto', 'jsonl'],
  ['auto', 'csv'],
  ['sgd', 'jsonl'],
  ['sgd', 'csv'],
] as const

/**
 * Mutates every other line of what `rivulet train` reads, and has a process of it learn them: each model, each format.
 *
 * @throws Error if a process fails or hangs, says a score that is no number, or leaves a number in a snapshot that is not finite
 */
export async function fuzzCommands(runs: number, seed: number, beat: Beat): Promise<LineCounts> {
  const random = new Random(seed)
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-fuzz-'))
  const counts: LineCounts = { mutants: 0, records: 0, refused: 0, learned: 0 }
  try {
    for (let file = 0; counts.mutants < runs; file++) {
      beat(0)
      const [model, format] = kinds[file % kinds.length] as (typeof kinds)[number]
      const mutants = Math.min(FILE / 2, runs - counts.mutants)
      const [head, good] = writeLines(format, 500, random.bits())
      const lines = good.map((line) => line.trimEnd())
      const path = join(folder, `lines.${format}`)
      writeFileSync(path, Buffer.concat([Buffer.from(head), mutateLines(lines, 2 * mutants, random)]))
      const { events, rejected } = await learnAll(path, model)
      counts.mutants += mutants
      counts.records += events + rejected
      counts.refused += rejected
      counts.learned += events
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return counts
}

async function learnAll(path: string, model: string): Promise<{ events: number; rejected: number }> {
  const kept = `${path}-kept`
  const snapshot = join(kept, 'model.safetensors')
  const args = ['train', path, '--label', 'late', '--model', model, '--snapshot', snapshot, '--json']
  const { said } = await live({ command: RIVULET, args, complaint: HARMLESS })
  const last = JSON.parse(said)
  for (const name of ['events', 'rejected', 'accuracy', 'crossEntropy', 'majority', 'lastLabel'])
    if (!Number.isFinite(last[name])) throw new Error(`${path}: ${name} is ${last[name]}`)
  const state = decode(readFileSync(snapshot)).child('state').child('model')
  for (const [part, value] of state.entries()) {
    if (value instanceof Float64Array && !value.every(Number.isFinite))
      throw new Error(`${path}: a line put a number into ${part} that is not finite`)
  }
  rmSync(kept, { recursive: true })
  return last
}
