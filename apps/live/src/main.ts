import { count, Rows } from '@rivulet/cli/progress'
import type { Rejection } from '@rivulet/core'
import { untilTerminated } from '@rivulet/durable'
import { ReplayClock } from './clock.ts'
import { openKeeper } from './durable/keeper.ts'
import { learnDurably } from './durable/learnDurably.ts'
import { wholeState } from './durable/wholeState.ts'
import { Feed } from './feed.ts'
import { streamClock } from './format.ts'
import type { Command } from './messages.ts'
import { OptionError, type Options, parseOptions, USAGE } from './options.ts'
import { paced } from './paced.ts'
import { buildPage } from './page.ts'
import { learnStream, noPending } from './pipeline.ts'
import { jsonPrinter, printRejection, tablePrinter } from './printer.ts'
import { type PageServer, servePage } from './server.ts'
import type { Entry, OpenStream } from './streams/openStream.ts'
import { streams } from './streams/registry.ts'
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

/** Streams → events → predict, joinLabels, learn, score → progress → table, JSON lines, page; and all of it into snapshots. */
async function main(options: Options): Promise<void> {
  const { limit } = options
  const stream = (streams[options.stream] as (typeof streams)[string])(options)
  const clock = new ReplayClock(options.speed ?? stream.about.speed)
  const tracker = new Tracker(stream)
  const view = new View(stream, clock, tracker)
  const printer = options.json ? jsonPrinter(stream, tracker) : tablePrinter(stream)
  // Standard output is for JSON alone when it was asked for.
  const say = options.json ? console.error : console.log
  // Whoever reads our output may stop, as `head` does.
  process.stdout.on('error', () => process.exit(0))

  const rejected = (rejection: Rejection): void => {
    tracker.refused(rejection)
    printRejection(tracker.rejected, rejection)
  }
  const pending = noPending(rejected)
  const learn = learnStream(stream, { metrics: tracker.metrics, pending, rejected })
  const stopped = untilTerminated()
  const reached = new AbortController()
  const keeper = await openKeeper(options, options)
  if (keeper.unkept !== undefined) console.error(keeper.unkept)
  const { inbox } = stream
  if (inbox !== undefined) {
    if (keeper.folder === undefined)
      throw new OptionError('--stream http keeps what it receives, and cannot do so here')
    await inbox.open(keeper.folder)
  }
  const rows = new Rows(() => {
    const progress = tracker.progress()
    if (progress !== undefined) printer.row(progress)
  })
  let server: PageServer | undefined
  stopped.addEventListener('abort', () => server?.close())

  const ended = await learnDurably<Entry>({
    source: paced(stream, clock),
    state: wholeState(options, { stream, pending, tracker, history: view.history }),
    step: (entry, emit) =>
      learn(entry, (outcome) => {
        emit(undefined)
        tracker.scored(outcome)
        stream.scored?.(outcome)
        rows.scored(tracker.events)
        if (tracker.events >= limit) reached.abort()
      }),
    keeper,
    signal: AbortSignal.any([stopped, reached.signal]),
    rejected,
    async begin(resumed) {
      if (resumed) {
        const last = tracker.progress()
        const when = last === undefined ? '' : `, at ${streamClock(last.clock, stream.about.time)} of the stream`
        say(`Goes on after ${count(tracker.events)} events${when}. --fresh begins anew.\n`)
        if (tracker.events >= limit) reached.abort()
      }
      if (!options.headless) server = await serve(view, inbox, options.port, say)
      printer.start()
    },
    complain: (message) => console.error(message),
  }).finally(() => rows.stop())

  await inbox?.close()
  const finished = ended || reached.signal.aborted
  if (finished)
    await keeper.finished().catch(({ message }) => console.error(`The state could not be removed: ${message}`))
  await keeper.close()
  rows.flush()
  view.end()
  printer.end(finished)
  if (stopped.aborted) {
    if (!finished && keeper.unkept === undefined)
      say(`\nStopped after ${count(tracker.events)} events: the next start goes on from here.`)
    process.exitCode = stopped.reason === 'SIGINT' ? 130 : 0
  } else if (options.json) server?.close()
  else if (server !== undefined) say(`\nThe stream has ended. The page stays at ${server.url} until Ctrl-C.`)
}

/** Serves the page, and tells it four times a second what is new. */
async function serve(
  view: View,
  inbox: OpenStream['inbox'],
  port: number | undefined,
  say: (text: string) => void,
): Promise<PageServer> {
  const feed = new Feed(() => view.hello())
  setInterval(() => {
    view.record()
    feed.tick(() => view.tick())
  }, TICK).unref()
  const parts = { page: buildPage, feed, command: (command: Command) => view.obey(command), inbox }
  const server = await servePage(port, parts).catch((error) => {
    if (error.code === 'EADDRINUSE') throw new OptionError(`--port ${port} is taken`)
    throw error
  })
  say(`Watch it at ${server.url}\n`)
  return server
}
