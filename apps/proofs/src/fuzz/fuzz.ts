/**
 * Fuzzing: mutated snapshots, half of them with a valid checksum, and mutated lines of input. Nothing may crash, hang, grow without bound,
 * or be accepted that was not written.
 *
 *   npm run fuzz -- --runs 1000000 [--seed 1] [--json]
 */
import { readOptions } from '../options.ts'
import { fuzzLines } from './lines.ts'
import { fuzzSnapshots } from './snapshots.ts'

const { runs, seed, json } = readOptions({ runs: 100_000, seed: 1 })
const start = performance.now()
const snapshots = fuzzSnapshots(runs, seed)
const lines = await fuzzLines(runs, seed)
const result = {
  done: true,
  runs,
  seed,
  snapshots,
  lines,
  seconds: Math.round((performance.now() - start) / 1000),
  peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
}
if (json) console.log(JSON.stringify(result))
else console.log(result)
