import { count, Heartbeat, type Progress, Rows, Throughput } from '../progress/index.ts'
import type { Printer } from './printer.ts'
import type { Session } from './session.ts'

/** Real time in milliseconds; it is shown, and never learned. */
const now = (): number => 1000 * process.uptime()

/** Shows a run as it goes. */
export interface Showing {
  /** Before the first event. */
  begin(): void
  scored(): void
  /** The last row. */
  end(done: boolean, passedOver: number): Progress
  stop(): void
}

/** Prints rows as they are due, the head before the first, and a word when there are none. */
export function showing(
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
    end(done, passedOver) {
      begin()
      rows.flush()
      const last = progress()
      printer.end(last, done, passedOver)
      return last
    },
    stop() {
      rows.stop()
      heartbeat.stop()
    },
  }
}
