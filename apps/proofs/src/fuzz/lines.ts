import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '@rivulet/core'
import { decode } from '@rivulet/core/snapshot'
import { fileSource, memoryStore, trainDurably } from '@rivulet/durable'
import { learners } from '../kill/learners.ts'
import { writeStream } from '../kill/stream.ts'
import { parseLine, service } from '../kill/subject.ts'
import { mutate } from './mutate.ts'

/** What became of the lines. */
export interface LineCounts {
  readonly mutants: number
  /** Records found in the files of mutants; a mutant may be several, or part of one. */
  readonly records: number
  readonly refused: number
}

const FILE = 5000

/** Beyond all limits: a line of 100 MB, JSON a million deep, a million keys. */
const MONSTERS: readonly (() => string)[] = [
  () => 'x'.repeat(100_000_000),
  () => '['.repeat(1_000_000),
  () => `${'['.repeat(500_000)}${']'.repeat(500_000)}`,
  () => `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`,
  () => `{${Array.from({ length: 100_000 }, (_, i) => `"${i}":1`).join()}}`,
]

/**
 * Mutates lines of events and labels, and trains every learner in turn on files of them.
 *
 * @throws Error if a file stops the training, or leaves a number in a model that is not finite
 */
export async function fuzzLines(runs: number, seed: number): Promise<LineCounts> {
  const random = new Random(seed)
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-fuzz-'))
  const subjects = Object.entries(learners)
  const counts = { mutants: 0, records: 0, refused: 0 }
  try {
    for (let file = 0; counts.mutants < runs; file++) {
      const [name, learner] = subjects[file % subjects.length] as (typeof subjects)[number]
      const good = writeStream(200, learner.labels, random.bits())
        .split('\n')
        .map((line) => Buffer.from(line))
      const pieces: Uint8Array[] = []
      for (let i = 0; i < FILE && counts.mutants < runs; i++) {
        const line = good[i % good.length] as Buffer
        pieces.push(
          random.below(2) === 0 ? line : mutate(line, good[random.below(good.length)] as Buffer, random),
          BREAK,
        )
        counts.mutants += 1
      }
      const monster = MONSTERS[file]
      if (monster !== undefined) pieces.push(Buffer.from(monster()), BREAK)
      const path = join(folder, 'lines')
      writeFileSync(path, Buffer.concat(pieces))
      const { entries, rejected } = await learnAll(path, name)
      counts.records += entries
      counts.refused += rejected
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return counts
}

const BREAK = Buffer.from('\n')

async function learnAll(path: string, name: string): Promise<{ entries: number; rejected: number }> {
  const learner = learners[name]
  if (learner === undefined) throw new Error(`no learner is called ${name}`)
  const store = memoryStore()
  const source = fileSource(path, { parse: parseLine })
  const trained = await trainDurably({ ...service(learner), source, store, every: 1_000_000 })
  const [newest] = await store.list()
  if (newest === undefined) throw new Error(`${name}: nothing was saved`)
  for (const [part, value] of decode(await newest.read())
    .child('state')
    .child('model')
    .entries()) {
    if (value instanceof Float64Array && !value.every(Number.isFinite)) {
      throw new Error(`${name}: a line put a number into ${part} that is not finite`)
    }
  }
  return trained
}
