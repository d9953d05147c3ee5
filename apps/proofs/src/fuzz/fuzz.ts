/**
 * Fuzzing: mutated snapshots, most of them sealed; mutated lines of input, for the library and for the command; and lines
 * beyond all limits. Nothing may crash, hang, grow without bound, or be accepted that was not written.
 *
 *   npm run fuzz -- --runs 1000000 [--seed 1] [--json]
 */
import { readOptions } from '../options.ts'
import type { LineCounts } from './lines.ts'
import type { MonsterCounts } from './monsters.ts'
import type { SnapshotCounts } from './snapshots.ts'
import { watch } from './watch.ts'

const { runs, seed, json } = readOptions({ runs: 100_000, seed: 1 })
const start = performance.now()
const half = Math.ceil(runs / 2)

/** One after the other: those of the lines take as long together as that of the snapshots. */
const ofLines = async () => ({
  monsters: await watch<MonsterCounts>({ name: 'monsters', runs: 0, seed, memory: 500 }),
  lines: await watch<LineCounts>({ name: 'lines', runs: half, seed, memory: 400 }),
  commands: await watch<LineCounts>({ name: 'commands', runs: runs - half, seed, memory: 400 }),
})
const [snapshots, others] = await Promise.all([
  watch<SnapshotCounts>({ name: 'snapshots', runs, seed, memory: 600 }),
  ofLines(),
])
const seconds = Math.round((performance.now() - start) / 1000)
const result = { done: true, runs, seed, snapshots, ...others, seconds }
if (json) console.log(JSON.stringify(result))
else console.log(result)
