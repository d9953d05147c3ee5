import { jsonLine } from '@rivulet/cli/progress'
import type { Rejection } from '@rivulet/core'
import type { Progress } from './messages.ts'
import type { OpenStream } from './streams/openStream.ts'
import { streamTable } from './table.ts'
import type { Tracker } from './tracker.ts'

/** Where a run is told on standard output. */
export interface Printer {
  start(): void
  row(progress: Progress): void
  /** `done` says whether the stream has ended, or was stopped. */
  end(done: boolean): void
}

/**
 * Tells people of refused events, on standard error: of the first, the second, the fourth, the eighth …, so that a flood
 * stays readable.
 */
export function printRejection(count: number, { reason, position }: Rejection): void {
  if ((count & (count - 1)) !== 0) return
  const where = position === undefined ? '' : ` at ${String(position)}`
  console.error(`refused${where}: ${reason}${count > 1 ? ` (${count} so far)` : ''}`)
}

/** A table for people. */
export function tablePrinter(stream: OpenStream): Printer {
  const { head, row } = streamTable(stream.about)
  return {
    start: () => console.log(`${stream.about.question}\n${stream.about.source}\n\n${head}`),
    row: (progress) => console.log(row(progress)),
    end: () => {},
  }
}

/** JSON lines for programs: one for each row, and one for the end. */
export function jsonPrinter({ about: { stream } }: OpenStream, tracker: Tracker): Printer {
  return {
    start: () => {},
    row: (progress) => console.log(jsonLine(progress)),
    end: (done) => {
      const { accuracy, majority, lastLabel, crossEntropy, labelEntropy, frequencyBias, drifts } =
        tracker.progress() ?? {}
      const { events, rejected, eventsPerSecond } = tracker
      const scores = { accuracy, majority, lastLabel, crossEntropy, labelEntropy, frequencyBias, drifts }
      console.log(jsonLine({ done, stream, events, rejected, ...scores, eventsPerSecond }))
    },
  }
}
