/**
 * The kill test: every learner, the command `rivulet train --snapshot` over every kind of input, and the demo with each of its streams learns in
 * a process of its own, which is killed with SIGKILL again and again and started again until the stream is learned. The last snapshot must be, byte for byte, that of a
 * process that nobody killed.
 *
 *   npm run test:kill -- --kills 50 [--seed 1] [--events 1000] [--json]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { readOptions } from '../options.ts'
import { commandSubjects } from './commandSubjects.ts'
import { demoSubjects } from './demoSubjects.ts'
import { type Kills, killed } from './killer.ts'
import { learnerSubjects } from './learnerSubjects.ts'

const { kills, seed, events, json } = readOptions({ kills: 50, seed: 1, events: 1000 })
const subjects = [...learnerSubjects, ...commandSubjects, ...demoSubjects]
const folder = mkdtempSync(join(tmpdir(), 'rivulet-kill-'))
const all: Kills[] = []
// Most of a short life goes into compiling what the life before has compiled.
process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled')

/** Each is killed at least once, so there may be more kills than were asked for. */
const share = (i: number): number =>
  Math.max(Math.round(((i + 1) * kills) / subjects.length) - Math.round((i * kills) / subjects.length), 1)

const sum = (of: (counts: Kills) => number): number => all.reduce((total, counts) => total + of(counts), 0)

const queue = subjects.entries()
const killSome = async (): Promise<void> => {
  for (const [i, subject] of queue) {
    const counts = await killed(subject, join(folder, String(i)), { events, seed: seed + i, kills: share(i) })
    all.push(counts)
    if (!json) console.log(`${subject.name}: ${counts.kills} kills, ${counts.different.length} runs differ`)
  }
}
try {
  // Whatever fails, the others end before their folder is removed.
  const ended = await Promise.allSettled(Array.from({ length: availableParallelism() }, killSome))
  for (const worker of ended) if (worker.status === 'rejected') throw worker.reason
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const different = all.flatMap((counts) => counts.different)
const identical = different.length === 0
const result = {
  done: true,
  kills: sum((counts) => counts.kills),
  atOperations: sum((counts) => counts.atOperations),
  whileWriting: sum((counts) => counts.whileWriting),
  afterASnapshot: sum((counts) => counts.afterASnapshot),
  runs: sum((counts) => counts.runs),
  learners: learnerSubjects.length,
  commands: commandSubjects.length,
  demos: demoSubjects.length,
  fewestKills: Math.min(...all.map((counts) => counts.kills)),
  identical,
  seed,
  different,
}
if (json) console.log(JSON.stringify(result))
else console.log(result)
process.exitCode = identical ? 0 : 1
