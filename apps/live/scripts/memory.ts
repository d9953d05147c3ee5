/**
 * Prints heap and external memory, after a forced collection, every so many flights: neither grows with their number.
 *
 * node --expose-gc apps/live/scripts/memory.ts [LIMIT] [EVERY]
 */
import { ReplayClock } from '../src/run/clock.ts'
import { paced } from '../src/run/paced.ts'
import { learnStream, noPending } from '../src/run/pipeline.ts'
import { View } from '../src/run/view.ts'
import { Tracker } from '../src/score/tracker.ts'
import { openFlights } from '../src/streams/flights/flights.ts'
import type { OpenStream } from '../src/streams/openStream.ts'

const [limit = 3_000_000, every = 500_000] = process.argv.slice(2).map(Number)
if (globalThis.gc === undefined) throw new Error('run it with node --expose-gc')

const stream = openFlights('auto') as OpenStream
const clock = new ReplayClock('max')
const tracker = new Tracker(stream)
const view = new View(stream, clock, tracker)
const rejected = tracker.refused.bind(tracker)
const learn = learnStream(stream, { metrics: tracker.metrics, pending: noPending(rejected), rejected })

for await (const batch of paced(stream, clock).readFrom()) {
  for (const entry of batch) {
    if (!('event' in entry)) continue
    learn(entry.event, (outcome) => {
      tracker.scored(outcome)
      if (tracker.events % 1000 === 0) view.record()
      if (tracker.events % every !== 0) return
      globalThis.gc?.()
      const { heapUsed, external, arrayBuffers } = process.memoryUsage()
      console.log(JSON.stringify({ events: tracker.events, heapUsed, external, arrayBuffers }))
    })
    if (tracker.events >= limit) process.exit()
  }
}
