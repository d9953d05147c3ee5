import { outputOf } from '@rivulet/cli/output'
import { count, Heartbeat, Rows } from '@rivulet/cli/progress'
import { untilTerminated } from '@rivulet/durable'
import { streamClock } from './format.ts'
import { OptionError, type Options, parseOptions, USAGE } from './options.ts'
import type { Life } from './run/life.ts'
import type { RunListener } from './run/run.ts'
import { Runs } from './run/runs.ts'
import { buildPage } from './server/page.ts'
import { type PageServer, servePage } from './server/server.ts'
import { streams } from './streams/registry.ts'
import { jsonPrinter, printRejection, tablePrinter } from './terminal/printer.ts'

/** The exit code of programs that SIGPIPE ends: nobody reads the output, and there is nothing else to work for. */
const UNREAD = 141

try {
  const options = parseOptions(process.argv.slice(2), Object.keys(streams))
  if (options === 'help') console.log(USAGE)
  else await main(options)
} catch (error) {
  // Whatever it is, a person is told in a line; what a program did wrong is said with its place.
  const usage = error instanceof OptionError
  console.error(usage ? `${error.message} (--help lists the options)` : `The demo has failed: ${reasonOf(error)}`)
  process.exit(usage ? 2 : 1)
}

/** Learns the stream that was named, tells how it goes, and serves it and all others to pages. */
async function main(options: Options): Promise<void> {
  const output = outputOf(process.stdout, console.error)
  const stopped = untilTerminated()
  let server: PageServer | undefined
  stopped.addEventListener('abort', () => server?.close())
  // Without a page there is nothing to work for when nobody reads.
  const signal = options.headless ? AbortSignal.any([stopped, output.unread]) : stopped
  // Standard output is for JSON alone when it was asked for.
  const say = options.json ? console.error : output.print
  const printer = options.json ? jsonPrinter(output.print) : tablePrinter(output.print, () => server?.url)

  const show = showing(
    (life) => {
      const progress = life.tracker.progress()
      if (progress !== undefined) printer.row(progress)
      return progress !== undefined
    },
    (word) => console.error(word),
  )
  const listener: RunListener = {
    async began(life, resumed) {
      if (resumed) say(`Goes on after ${where(life)}. --fresh begins anew.\n`)
      if (!options.headless && server === undefined) {
        server = await serve(runs, options.port)
        say(`Watch it at ${server.url}   Ctrl-C stops it; it goes on from there.\n`)
      }
      printer.start(life)
    },
    taken: (life) => show.taken(life),
    scored: (life) => show.scored(life),
    refused: printRejection,
    complained: console.error,
  }
  const runs: Runs = new Runs(options, options, signal, listener)
  const ending = await runs.named.learn(signal).finally(() => show.stop())
  const { life, kept } = runs.named
  show.flush(life)
  printer.end(life, ending === 'finished')
  if (ending === 'stopped') {
    await runs.settled()
    if (kept) say(`\nStopped after ${count(life.tracker.events)} events: the next start goes on from here.`)
    const code = { SIGINT: 130, EPIPE: UNREAD }[String(signal.reason)] ?? 0
    process.exitCode = output.exitCode(code)
    server?.close()
    return
  }
  process.exitCode = output.exitCode(0)
  if (options.json) server?.close()
  else if (server !== undefined) {
    say(`\nThe stream has ended. The page stays at ${server.url} until Ctrl-C.`)
    if (!stopped.aborted) await new Promise((resolve) => stopped.addEventListener('abort', resolve, { once: true }))
    process.exitCode = stopped.reason === 'SIGINT' ? 130 : output.exitCode(0)
  }
  await runs.settled()
}

function serve(runs: Runs, port: number | undefined): Promise<PageServer> {
  return servePage(port, { page: buildPage, runs }).catch((error) => {
    if (error.code === 'EADDRINUSE') throw new OptionError(`--port ${port} is taken`)
    throw error
  })
}

/** Where a run stands, in words. */
function where({ tracker, stream }: Life): string {
  const last = tracker.progress()
  const when = last === undefined ? '' : `, at ${streamClock(last.clock, stream.about.time)} of the stream`
  return `${count(tracker.events)} events${when}`
}

/** Prints rows as they are due, and a word at least each five seconds when there are none and something happens. */
function showing(print: (life: Life) => boolean, say: (word: string) => void) {
  let life: Life | undefined
  let taken = 0
  const row = (): void => {
    if (life !== undefined && print(life)) heartbeat.spoke()
  }
  const rows = new Rows(row)
  const refused = (): number => life?.tracker.rejected ?? 0
  const heartbeat = new Heartbeat(
    () =>
      say(
        `${count(life?.tracker.events ?? 0)} events learned, ${count(refused())} refused, ${count(taken)} entries read so far`,
      ),
    () => `${life?.tracker.events} ${refused()} ${taken}`,
  )
  return {
    taken(of: Life): void {
      life = of
      taken++
    },
    scored(of: Life): void {
      life = of
      rows.scored(of.tracker.events)
    },
    flush(of: Life): void {
      life = of
      rows.flush()
    },
    stop(): void {
      rows.stop()
      heartbeat.stop()
    },
  }
}

/** Of the system's errors what they say; of others, which are a program's, where they are from as well. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error ? error.message : (error.stack ?? error.message)
}
