import { InvalidSnapshot } from '@rivulet/core/snapshot'
import { type Trained, trainDurably } from '@rivulet/durable'
import { Advisor } from '../advice/advisor.ts'
import type { TrainOptions } from '../command/options.ts'
import type { Terminal } from '../command/terminal.ts'
import type { Labelled } from '../input/labelled.ts'
import { count, Heartbeat, type Progress, Rows, Throughput } from '../progress/index.ts'
import { lockFiles } from './lockFiles.ts'
import { openInput } from './openInput.ts'
import { openStore } from './openStore.ts'
import { jsonPrinter, type Printer, tablePrinter } from './printer.ts'
import { Session } from './session.ts'

/** Real time in milliseconds; it is shown, and never learned. */
const now = (): number => 1000 * process.uptime()

/** The exit code of programs that SIGPIPE ends: nobody read the output, and there was nothing else to work for. */
const UNREAD = 141

/**
 * `rivulet train`: learns a file or standard input, from where the snapshot left it.
 *
 * @returns the exit code
 */
export async function train(options: TrainOptions, terminal: Terminal): Promise<number> {
  const lock = await lockFiles(options.snapshot, options.spool)
  try {
    return await trainLocked(options, terminal)
  } finally {
    await lock.release()
  }
}

async function trainLocked(options: TrainOptions, terminal: Terminal): Promise<number> {
  const { file, label, model, snapshot, every } = options
  const printer = options.json ? jsonPrinter(terminal) : tablePrinter(terminal, file, label)
  // Whatever ends the training ends the receiving as well. Who keeps a snapshot learns on when nobody reads the table.
  const end = new AbortController()
  const reasons = [terminal.stopped(), end.signal]
  const signal = AbortSignal.any(snapshot === undefined ? [...reasons, terminal.unread] : reasons)
  const { kind, source, received } = await openInput(options, terminal.input, signal)
  const session = new Session({ label, model, source: kind })
  const store = await openStore(snapshot)
  const say = (sentence: string): void => terminal.complain(`rivulet: ${sentence}`)
  const advisor = new Advisor(model, say)
  const show = showing(session, printer, say, (progress) => advisor.scores(progress, false))
  try {
    const trained = await trainDurably<Labelled, unknown, undefined>({
      source,
      state: session.state,
      step: (event, emit) => {
        show.begin()
        session.learn(event)
        advisor.event(event.fields)
        emit(undefined)
        show.scored()
      },
      store,
      every: snapshot === undefined ? Number.MAX_SAFE_INTEGER : every,
      signal,
      onRejected: (rejection) => session.refusals.add(rejection),
      onLost: ({ count: lines, reason }) =>
        say(`${lines === undefined ? 'an unknown number of lines' : `${count(lines)} lines`} are lost: ${reason}`),
      onProblem: ({ message }) => say(message),
    })
    await received
    advisor.scores(show.end(trained.done), true)
    const { summary } = session.refusals
    if (summary !== undefined) say(summary)
    return exitCode(trained, signal)
  } catch (error) {
    // That of a snapshot made otherwise: a person should know which.
    if (error instanceof InvalidSnapshot) throw new Error(`${snapshot}: ${error.message}`, { cause: error })
    throw error
  } finally {
    show.stop()
    end.abort()
  }
}

function exitCode({ done, saved, entries }: Trained<unknown>, signal: AbortSignal): number {
  if (saved < entries) return 1
  if (done) return 0
  return signal.reason === 'SIGINT' ? 130 : signal.reason === 'EPIPE' ? UNREAD : 0
}

interface Showing {
  /** Before the first event. */
  begin(): void
  scored(): void
  /** The last row. */
  end(done: boolean): Progress
  stop(): void
}

/** Prints rows as they are due, the head before the first, and a word when there are none. */
function showing(
  session: Session,
  printer: Printer,
  say: (sentence: string) => void,
  onRow: (progress: Progress) => void,
): Showing {
  let throughput: Throughput | undefined
  const progress = (): Progress => session.progress(throughput?.recent(now(), session.events) ?? Number.NaN)
  const rows = new Rows(() => {
    const row = progress()
    printer.row(row)
    heartbeat.spoke()
    onRow(row)
  })
  const heartbeat = new Heartbeat(
    () => say(session.refusals.summary ?? `${count(session.events)} events so far; waiting for more`),
    () => `${session.events} ${session.refusals.count}`,
  )
  const begin = (): void => {
    if (throughput !== undefined) return
    throughput = new Throughput(now(), session.events)
    printer.start(session.events)
  }
  return {
    begin,
    scored: () => rows.scored(session.events),
    end(done) {
      begin()
      rows.flush()
      const last = progress()
      printer.end(last, done)
      return last
    },
    stop() {
      rows.stop()
      heartbeat.stop()
    },
  }
}
