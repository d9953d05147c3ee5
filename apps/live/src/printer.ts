import type { Progress } from './messages.ts'
import type { OpenStream } from './streams/stream.ts'
import { table } from './table.ts'
import type { Tracker } from './tracker.ts'

/** Where a run is told on standard output. */
export interface Printer {
  start(): void
  row(progress: Progress): void
  end(): void
}

/** A table for people. */
export function tablePrinter(stream: OpenStream, tracker: Tracker): Printer {
  const { head, row } = table(stream.about)
  return {
    start: () => console.log(`${stream.about.question}\n${stream.about.source}\n\n${head}`),
    row: (progress) => console.log(row(progress)),
    end: () => {
      const { rejected, lastRejection } = tracker
      if (lastRejection === undefined) return
      const { reason, position } = lastRejection
      const where = position === undefined ? '' : ` at ${position}`
      console.log(`\n${rejected} refused, the last${where}: ${reason}`)
    },
  }
}

/** JSON lines for programs: one for each row, and one for the end. */
export function jsonPrinter({ about: { stream } }: OpenStream, tracker: Tracker): Printer {
  return {
    start: () => {},
    row: (progress) => console.log(JSON.stringify(progress)),
    end: () => {
      const { accuracy, majority, lastLabel, crossEntropy, labelEntropy, kl } = tracker.progress() ?? {}
      const { events, rejected, eventsPerSecond } = tracker
      const scores = { accuracy, majority, lastLabel, crossEntropy, labelEntropy, kl }
      console.log(JSON.stringify({ done: true, stream, events, rejected, ...orNull(scores), eventsPerSecond }))
    },
  }
}

/** JSON has no undefined: a number that is not known is null. */
function orNull(record: Record<string, number | undefined>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, value ?? null]))
}
