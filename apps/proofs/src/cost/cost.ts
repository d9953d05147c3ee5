/**
 * The cost proof: the flights are learned plainly and durably, with snapshots, in pairs of processes that take turns, and the throughputs
 * compared. Exit code 1 if the median ratio is below the bound, in per cent.
 *
 *   npm run test:cost -- [--flights 3000000] [--pairs 3] [--snapshots 12] [--bound 95] [--json]
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readOptions } from '../options.ts'
import type { Measured } from './subject.ts'

const SUBJECT = fileURLToPath(new URL('subject.ts', import.meta.url))
const { flights, pairs, snapshots, bound, json } = readOptions({
  flights: 3_000_000,
  pairs: 3,
  snapshots: 12,
  bound: 95,
})

function measure(mode: 'plain' | 'durable'): Measured {
  const args = [SUBJECT, mode, 'sgd', String(flights), String(snapshots)]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Measured
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] as number
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2
}

const shown = (milliseconds: number): string => `${milliseconds.toPrecision(3)} ms`
const ratios: number[] = []
const taken: Measured[] = []
for (let pair = 0; pair < pairs; pair++) {
  // Who goes first takes turns, so that a machine that warms up or tires favours none.
  const first = pair % 2 === 0 ? 'plain' : 'durable'
  const [a, b] = [measure(first), measure(first === 'plain' ? 'durable' : 'plain')]
  const [plain, durable] = first === 'plain' ? [a, b] : [b, a]
  ratios.push(durable.eventsPerSecond / plain.eventsPerSecond)
  taken.push(durable)
  if (json) continue
  for (const [name, { eventsPerSecond, p99, longest }] of Object.entries({ plain, durable })) {
    console.log(`${name.padEnd(8)} ${eventsPerSecond} events/s, an event p99 ${shown(p99)}, longest ${shown(longest)}`)
  }
  const stops = durable.pauses.map((pause) => pause.toFixed(1)).join(' ')
  console.log(`${durable.pauses.length} snapshots, pauses of ${stops} ms; ratio ${ratios.at(-1)?.toFixed(3)}`)
}
const ratio = median(ratios)
const pauses = taken.flatMap((run) => run.pauses)
const fewest = Math.min(...taken.map((run) => run.pauses.length))
const result = {
  done: true,
  flights,
  ratio,
  ratios,
  snapshots: fewest,
  pause: median(pauses),
  longestPause: Math.max(...pauses),
}
console.log(json ? JSON.stringify(result) : `median ratio ${ratio.toFixed(3)}, median pause ${shown(result.pause)}`)
process.exitCode = 100 * ratio >= bound ? 0 : 1
