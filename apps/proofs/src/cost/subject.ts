/** The process that is measured: learns the flights as the demo does, plainly or durably, and prints what it took. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from '@rivulet/core/snapshot'
import { fileStore, type SeekableSource, trainDurably } from '@rivulet/durable'
import { Pauses } from '@rivulet/live/durable/pauses'
import { Life } from '@rivulet/live/run/life'
import { paced } from '@rivulet/live/run/paced'
import { MODELS } from '@rivulet/live/streams/learners'
import type { Entry } from '@rivulet/live/streams/openStream'
import { Latencies } from './latencies.ts'

/** What a run took. */
export interface Measured {
  readonly eventsPerSecond: number
  /** Milliseconds from one event to the next, while there is a next: the 99th percentile and the longest. */
  readonly p99: number
  readonly longest: number
  /** Milliseconds of each snapshot in which nothing is learned. */
  readonly pauses: readonly number[]
}

const [mode, name = 'sgd', limitText, snapshotsText] = process.argv.slice(2)
const [limit, snapshots] = [Number(limitText), Number(snapshotsText)]
const model = MODELS.find((one) => one === name)
if (model === undefined) throw new Error(`no model is called ${name}`)
const { stream, clock, tracker, state, learn } = new Life({ stream: 'flights', model, label: undefined }, 'max')
const reached = new AbortController()
const latencies = new Latencies()
const pauses = new Pauses()
const all: number[] = []
let begun = 0
let ended = 0
let last = Number.NaN

const nothing = (): void => {}
function step(entry: Entry, emit: (outcome: undefined) => void = nothing): void {
  learn(entry, (outcome) => {
    emit(undefined)
    tracker.scored(outcome)
    if (tracker.events === 1) begun = performance.now()
    if (tracker.events < limit) return
    ended = performance.now()
    reached.abort()
  })
  const now = performance.now()
  // NaN after a batch: the wait for the next one is the source's.
  if (last > 0) latencies.add(now - last)
  last = now
}

const source: SeekableSource<Entry, Json> = {
  async *readFrom(position, signal) {
    for await (const batch of paced(stream, clock).readFrom(position, signal)) {
      last = Number.NaN
      yield batch
    }
  },
}

if (mode === 'plain') {
  reading: for await (const batch of source.readFrom()) {
    for (const entry of batch) {
      if ('event' in entry) step(entry.event)
      if (reached.signal.aborted) break reading
    }
  }
} else {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-cost-'))
  const store = pauses.before(fileStore(folder, { keep: 2 }))
  await trainDurably({
    source,
    state: pauses.around(state),
    step,
    store,
    // An event and its label are two entries. The last snapshot comes at the end.
    every: Math.max(1, Math.floor((2 * limit) / (snapshots + 1))),
    signal: reached.signal,
    onSaved: () => {
      if (ended === 0) all.push(pauses.last)
    },
  })
  rmSync(folder, { recursive: true })
}
const eventsPerSecond = Math.round((1000 * (tracker.events - 1)) / (ended - begun))
const measured: Measured = { eventsPerSecond, p99: latencies.quantile(0.99), longest: latencies.longest, pauses: all }
console.log(JSON.stringify(measured))
process.exit()
