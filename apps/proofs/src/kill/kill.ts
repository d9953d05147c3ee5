/**
 * The kill test: every learner trains in a process of its own, which is killed with SIGKILL again and again, at random instants and at
 * random operations on the file system, and started again until the stream is learned. The last snapshot must be, byte for byte, that of
 * a process that nobody killed.
 *
 *   npm run test:kill -- --kills 50 [--seed 1] [--events 1500] [--json]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '@rivulet/core'
import { readOptions } from '../options.ts'
import { learners } from './learners.ts'
import { fingerprint, hasHalf, hasSnapshot, type Life, live } from './run.ts'
import { writeStream } from './stream.ts'

const { kills, seed, events, json } = readOptions({ kills: 50, seed: 1, events: 1500 })
const names = Object.keys(learners)
const random = new Random(seed)
const folder = mkdtempSync(join(tmpdir(), 'rivulet-kill-'))
const every = 40
const counts = { kills: 0, atOperations: 0, whileWriting: 0, afterASnapshot: 0, runs: 0 }
const different: string[] = []

/** Has a process learn the stream in as many lives as it takes: it is killed as long as `left` says, then left alone. */
async function learnInPieces(life: Life, lived: number, left: () => number): Promise<void> {
  for (;;) {
    const atOperation = random.below(2) === 0
    const end = atOperation ? { last: 1 + random.below(100) } : { after: random.next() * lived }
    const born = Date.now()
    const { killed } = await live({ ...life, ...(left() > 0 ? end : {}) })
    if (!killed) return
    counts.kills += 1
    if (atOperation) counts.atOperations += 1
    if (hasHalf(life.folder, born)) counts.whileWriting += 1
    if (hasSnapshot(life.folder)) counts.afterASnapshot += 1
  }
}

try {
  for (const [i, learner] of names.entries()) {
    const file = join(folder, `${i}.jsonl`)
    writeFileSync(file, writeStream(events, learners[learner]?.labels ?? [], seed))
    const alone = join(folder, `${i}-alone`)
    const { lived } = await live({ learner, file, folder: alone, every })
    const expected = fingerprint(alone)
    const target = Math.max(counts.kills + 1, Math.round(((i + 1) * kills) / names.length))
    while (counts.kills < target) {
      const killed = join(folder, `${i}-killed`)
      await learnInPieces({ learner, file, folder: killed, every }, lived, () => target - counts.kills)
      counts.runs += 1
      const found = fingerprint(killed)
      if (found !== expected) different.push(`${learner}: ${found} instead of ${expected}`)
      rmSync(killed, { recursive: true })
    }
    if (!json) console.log(`${learner}: ${counts.kills} of ${kills} kills, ${different.length} runs differ`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const identical = different.length === 0
const result = { done: true, ...counts, learners: names.length, identical, seed, different }
if (json) console.log(JSON.stringify(result))
else console.log(result)
process.exitCode = identical ? 0 : 1
