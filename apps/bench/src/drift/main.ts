import { endWithOutput } from '../output.ts'
import { contenders } from './contenders.ts'
import { judge } from './judge.ts'
import { type DriftOptions, OptionError, parseOptions, USAGE } from './options.ts'
import { driftStreams } from './streams.ts'
import { driftTable } from './table.ts'

try {
  const options = parseOptions(process.argv.slice(2))
  if (options === 'help') console.log(USAGE)
  else main(options)
} catch (error) {
  if (!(error instanceof OptionError)) throw error
  console.error(`${error.message} (--help lists the options)`)
  process.exitCode = 2
}

/** Every detector over every stream, a row each. */
function main({ json, events, seed }: DriftOptions): void {
  endWithOutput()
  for (const stream of driftStreams(events, seed)) {
    const rows = Object.entries(contenders).map(([name, create]) => judge(name, create(), stream))
    console.log(json ? rows.map((row) => JSON.stringify(row)).join('\n') : driftTable(rows))
  }
}
