/**
 * `npm run bench`: how fast it is, as ratios that are measured in turns, in one run.
 *
 *   npm run bench -- [--json] [--only linear,auto,text,metrics,memory,size] [--events 10000000]
 *
 * C is compiled here where there is a gcc; Vowpal Wabbit, River and scikit-learn take part after `npm run bench:peers`. Exit code 1 when a row falls short.
 * One core is pinned where the system allows.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import type { Row } from './row.ts'
import { rowsOf, TOPICS, type Topic } from './topics.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: TOPICS.join(',') },
    events: { type: 'string', default: '10000000' },
    pinned: { type: 'boolean', default: false },
  },
})
const topics = values.only.split(',')
const unknown = topics.find((topic) => !TOPICS.includes(topic as Topic))
if (unknown !== undefined) {
  console.error(`--only should name ${TOPICS.join(', ')}, but names "${unknown}"`)
  process.exit(2)
}
if (!values.pinned) {
  // The same again on one core, where the system can pin one; and with a garbage collector to call.
  const node = [
    process.execPath,
    '--expose-gc',
    ...process.execArgv,
    process.argv[1] as string,
    ...process.argv.slice(2),
    '--pinned',
  ]
  const canPin = spawnSync('taskset', ['-c', '1', 'true']).status === 0
  if (!canPin) console.error('no core is pinned: taskset is not here, or there is one core')
  const [command = '', ...rest] = canPin ? ['taskset', '-c', '1', ...node] : node
  process.exit(spawnSync(command, rest, { stdio: 'inherit' }).status ?? 1)
}

let failed = false
if (!values.json) console.log(line(['', 'ours', 'theirs', '', 'ratio', 'needs', '']))
for (const topic of topics) {
  for await (const row of rowsOf(topic as Topic, Number(values.events))) {
    failed ||= !row.holds
    console.log(values.json ? JSON.stringify(row) : shown(row))
  }
}
process.exitCode = failed ? 1 : 0

function shown({ row, ours, theirs, against, ratio, needs, holds, unit }: Row): string {
  const number = (value: number | undefined): string =>
    value === undefined ? '–' : value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
  const name = unit === 'events/s' ? row : `${row}, ${unit}`
  return line([
    name,
    number(ours),
    number(theirs),
    against,
    ratio?.toFixed(2) ?? '–',
    needs?.toString() ?? '',
    holds ? '' : 'FALLS SHORT',
  ])
}

function line([
  row = '',
  ours = '',
  theirs = '',
  against = '',
  ratio = '',
  needs = '',
  end = '',
]: readonly string[]): string {
  return `${row.padEnd(66)}${ours.padStart(12)}${theirs.padStart(12)} ${against.padEnd(24)}${ratio.padStart(8)}${needs.padStart(7)} ${end}`.trimEnd()
}
