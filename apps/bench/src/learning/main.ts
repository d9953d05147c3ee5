import { performance } from 'node:perf_hooks'
import { endWithOutput } from '../output.ts'
import { benchmark } from './benchmark.ts'
import { streamFiles } from './files.ts'
import { geometricMeans } from './geometricMeans.ts'
import { OptionError, type Options, parseOptions, USAGE } from './options.ts'
import { readEvents } from './readEvents.ts'
import type { Row } from './row.ts'
import { meansTable, streamTable } from './tables.ts'

try {
  const options = parseOptions(process.argv.slice(2))
  if (options === 'help') console.log(USAGE)
  else await main(options)
} catch (error) {
  if (!(error instanceof OptionError)) throw error
  console.error(`${error.message} (--help lists the options)`)
  process.exitCode = 2
}

/** Files → events in memory → every learner, one pass each → rows. What is not a row goes to standard error. */
async function main({ folder, json, learners, delay, shuffle, timed }: Options): Promise<void> {
  const files = await streamFiles(folder)
  endWithOutput()
  const rows: Row[] = []
  for (const { stream, path } of files) {
    try {
      const { events, notes } = await readEvents(path)
      for (const note of notes) console.error(`${stream}: ${note}`)
      if (events.size === 0) continue
      const found = benchmark(stream, events, learners, { delay, shuffle, timed, now: () => performance.now() })
      rows.push(...found)
      console.log(json ? found.map((row) => JSON.stringify(row)).join('\n') : streamTable(events, found))
    } catch (error) {
      console.error(`${stream}: ${(error as Error).message}`)
      process.exitCode = 1
    }
  }
  if (rows.length === 0) return
  // Every line of JSON is one stream and one learner: what is over all streams is for people.
  const means = meansTable(geometricMeans(rows))
  if (json) console.error(means)
  else console.log(means)
}
