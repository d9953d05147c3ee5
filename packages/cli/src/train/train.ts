import { InvalidSnapshot } from '@rivulet/core/snapshot'
import { type Trained, trainDurably } from '@rivulet/durable'
import type { TrainOptions } from '../command/options.ts'
import type { Terminal } from '../command/terminal.ts'
import type { Labelled } from '../input/labelled.ts'
import { Rows, Throughput } from '../progress/index.ts'
import { openInput } from './openInput.ts'
import { openStore } from './openStore.ts'
import { jsonPrinter, type Printer, tablePrinter } from './printer.ts'
import { Session } from './session.ts'

/** Real time in milliseconds; it is shown, and never learned. */
const now = (): number => 1000 * process.uptime()

/**
 * `rivulet train`: learns a file or standard input, from where the snapshot left it.
 *
 * @returns the exit code
 */
export async function train(options: TrainOptions, terminal: Terminal): Promise<number> {
  const { file, label, model, snapshot, every } = options
  const printer = options.json ? jsonPrinter(terminal) : tablePrinter(terminal, file, label)
  const store = await openStore(snapshot)
  // Whatever ends the training ends the receiving as well.
  const end = new AbortController()
  const signal = AbortSignal.any([terminal.stopped(), end.signal])
  const { kind, source, received, saved } = await openInput(options, terminal.input, signal)
  const session = new Session({ label, model, source: kind })
  const show = showing(session, printer)
  try {
    const trained = await trainDurably<Labelled, unknown, undefined>({
      source,
      state: session.state,
      step: (event, emit) => {
        show.begin()
        session.learn(event)
        emit(undefined)
        show.scored()
      },
      store,
      every: snapshot === undefined ? Number.MAX_SAFE_INTEGER : every,
      signal,
      ...(saved === undefined ? {} : { onSaved: ({ position }) => saved(position) }),
      onRejected: (rejection) => session.refusals.add(rejection),
      onProblem: ({ message }) => terminal.complain(`rivulet: ${message}`),
    })
    await received
    show.end(trained.done)
    const { summary } = session.refusals
    if (summary !== undefined) terminal.complain(`rivulet: ${summary}`)
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
  return !done && signal.reason === 'SIGINT' ? 130 : 0
}

/** Prints rows as they are due, the head before the first. */
function showing(
  session: Session,
  printer: Printer,
): { begin(): void; scored(): void; end(done: boolean): void; stop(): void } {
  let throughput: Throughput | undefined
  const progress = (): Parameters<Printer['row']>[0] =>
    session.progress(throughput?.recent(now(), session.events) ?? Number.NaN)
  const rows = new Rows(() => printer.row(progress()))
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
      printer.end(progress(), done)
    },
    stop: () => rows.stop(),
  }
}
