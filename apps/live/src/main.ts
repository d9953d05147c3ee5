import { Rows } from '@rivulet/cli/progress'
import type { Rejection } from '@rivulet/core'
import { merge, type Observable } from 'rxjs'
import { ReplayClock } from './clock.ts'
import { Feed } from './feed.ts'
import { OptionError, type Options, parseOptions, USAGE } from './options.ts'
import { buildPage } from './page.ts'
import { learnStream } from './pipeline.ts'
import { jsonPrinter, printRejection, tablePrinter } from './printer.ts'
import { replay } from './replay.ts'
import { type PageServer, servePage } from './server.ts'
import { streams } from './streams/registry.ts'
import type { Entry, OpenStream } from './streams/stream.ts'
import { Tracker } from './tracker.ts'
import { View } from './view.ts'

/** Milliseconds between two messages to the page. */
const TICK = 250

try {
  const options = parseOptions(process.argv.slice(2), Object.keys(streams))
  if (options === 'help') console.log(USAGE)
  else await main(options)
} catch (error) {
  if (!(error instanceof OptionError)) throw error
  console.error(`${error.message} (--help lists the options)`)
  process.exitCode = 2
}

/** Streams → events → predict, joinLabels, learn, score → progress → table, JSON lines, page. */
async function main(options: Options): Promise<void> {
  const stream = (streams[options.stream] as (typeof streams)[string])(options)
  const clock = new ReplayClock(options.speed ?? stream.about.speed)
  const tracker = new Tracker(stream)
  const printer = options.json ? jsonPrinter(stream, tracker) : tablePrinter(stream)
  const view = new View(stream, clock, tracker)
  const server = options.headless ? undefined : await serve(view, options)
  // Whoever reads our output may stop, as `head` does.
  process.stdout.on('error', () => process.exit(0))

  const rows = new Rows(() => {
    const progress = tracker.progress()
    if (progress !== undefined) printer.row(progress)
  })
  printer.start()
  await learnAll(stream, clock, tracker, rows, options.limit)
  rows.stop()
  rows.flush()
  view.end()
  printer.end()

  if (options.json) server?.close()
  else if (server !== undefined) console.log(`\nThe stream has ended. The page stays at ${server.url} until Ctrl-C.`)
}

async function learnAll(
  stream: OpenStream,
  clock: ReplayClock,
  tracker: Tracker,
  rows: Rows,
  limit: number,
): Promise<void> {
  const rejected = (rejection: Rejection): void => {
    tracker.refused(rejection)
    printRejection(tracker.rejected, rejection)
  }
  await learnStream(entries(stream, clock), stream, { limit, metrics: tracker.metrics, rejected }).forEach(
    (outcome) => {
      tracker.scored(outcome)
      stream.scored?.(outcome)
      rows.scored(tracker.events)
    },
  )
}

/** What is replayed, and what people add meanwhile. */
function entries({ log, playground }: OpenStream, clock: ReplayClock): Observable<Entry> {
  const replayed = replay(log, clock)
  return playground === undefined ? replayed : merge(replayed, playground.added)
}

/** Serves the page, and tells it four times a second what is new. */
async function serve(view: View, { port, json }: Options): Promise<PageServer> {
  const feed = new Feed(() => view.hello())
  setInterval(() => {
    view.record()
    feed.tick(() => view.tick())
  }, TICK).unref()
  const server = await servePage(port, { page: buildPage, feed, command: (command) => view.obey(command) }).catch(
    (error) => {
      if (error.code === 'EADDRINUSE') throw new OptionError(`--port ${port} is taken`)
      throw error
    },
  )
  // Standard output is for JSON alone when it was asked for.
  ;(json ? console.error : console.log)(`Watch it at ${server.url}\n`)
  return server
}
