/** One part of the fuzzing, in a process of its own: says that it goes on, and at its end what it counted and how much memory it took. */
import { beat } from './beat.ts'
import { fuzzCommands } from './commands.ts'
import { fuzzLines } from './lines.ts'
import { fuzzMonsters } from './monsters.ts'
import { fuzzSnapshots } from './snapshots.ts'

const [name = '', runs = '', seed = ''] = process.argv.slice(2)
const jobs: Readonly<Record<string, () => unknown>> = {
  snapshots: () => fuzzSnapshots(Number(runs), Number(seed), beat),
  lines: () => fuzzLines(Number(runs), Number(seed), beat),
  commands: () => fuzzCommands(Number(runs), Number(seed), beat),
  monsters: () => fuzzMonsters(beat),
}
const job = jobs[name]
if (job === undefined) throw new Error(`there is no job ${name}`)
const counts = await job()
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(JSON.stringify({ counts, peakMegabytes }))
