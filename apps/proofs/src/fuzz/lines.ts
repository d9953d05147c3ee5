import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '@rivulet/core'
import { decode } from '@rivulet/core/snapshot'
import { fileSource, memoryStore, trainDurably } from '@rivulet/durable'
import { learners, type RegisteredLearner } from '@rivulet/models/test/learners'
import { parseLine, service } from '../kill/service.ts'
import { writeStream } from '../kill/stream.ts'
import type { Beat } from './beat.ts'
import { mutateLines } from './mutateLines.ts'

/** What became of the lines. */
export interface LineCounts {
  /** Half of the lines; the others stay good. */
  mutants: number
  /** Records found in the files; a mutant may be several, or part of one. */
  records: number
  refused: number
  /** Outcomes: records that were learned. */
  learned: number
}

const FILE = 4000

/**
 * Mutates every other line of events and labels, and trains every learner in turn on files of them.
 *
 * @throws Error if a file stops the training, a record is lost, or a model has a number that is not finite; or if a line has reached the
 * prototype of all objects
 */
export async function fuzzLines(runs: number, seed: number, beat: Beat): Promise<LineCounts> {
  const random = new Random(seed)
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-fuzz-'))
  const path = join(folder, 'lines')
  const before = Object.getOwnPropertyNames(Object.prototype).join()
  const counts: LineCounts = { mutants: 0, records: 0, refused: 0, learned: 0 }
  try {
    for (let file = 0; counts.mutants < runs; file++) {
      const learner = learners[file % learners.length] as RegisteredLearner
      const mutants = Math.min(FILE / 2, runs - counts.mutants)
      const good = writeStream(learner, mutants, random.bits()).trimEnd().split('\n')
      writeFileSync(path, mutateLines(good, 2 * mutants, random))
      const { entries, rejected, version } = await learnAll(path, learner, (record) => beat(counts.records + record))
      counts.mutants += mutants
      counts.records += entries
      counts.refused += rejected
      counts.learned += version
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  const after = Object.getOwnPropertyNames(Object.prototype).join()
  if (before !== after) throw new Error(`all objects have something new: ${after}`)
  return counts
}

async function learnAll(
  path: string,
  learner: RegisteredLearner,
  beat: Beat,
): Promise<{ entries: number; rejected: number; version: number }> {
  const store = memoryStore()
  let records = 0
  const parse = (text: string): ReturnType<typeof parseLine> => {
    beat(records++)
    return parseLine(text)
  }
  const source = fileSource(path, { parse })
  // One mutant with a time in the year 3000 would let all others wait in vain.
  const patient = service(learner, Number.POSITIVE_INFINITY)
  const trained = await trainDurably({ ...patient, source, store, every: 1_000_000 })
  const [newest] = await store.list()
  if (newest === undefined || trained.saved !== trained.entries) throw new Error(`${learner.name}: nothing was saved`)
  const model = decode(await newest.read())
    .child('state')
    .child('model')
  for (const [part, value] of model.entries()) {
    if (value instanceof Float64Array && !value.every(Number.isFinite))
      throw new Error(`${learner.name}: a line put a number into ${part} that is not finite`)
  }
  return trained
}
