import { count, jsonLine } from '@rivulet/cli/progress'
import type { Rejection } from '@rivulet/core'
import type { Progress } from '../messages.ts'
import type { Life } from '../run/life.ts'
import { streamTable } from './table.ts'

/** Where a run is told on standard output. */
export interface Printer {
  start(life: Life): void
  row(progress: Progress): void
  /** `done` says whether the stream has ended, or was stopped. */
  end(life: Life, done: boolean): void
}

/** After so many rows the head comes again, and the address with it: a screen has about as many lines. */
const SCREEN = 20

/**
 * Tells people of refused events, on standard error: of the first, the second, the fourth, the eighth …, so that a flood
 * stays readable.
 */
export function printRejection(total: number, { reason, position }: Rejection): void {
  if ((total & (total - 1)) !== 0) return
  const where =
    position === undefined ? '' : ` at ${typeof position === 'object' ? JSON.stringify(position) : String(position)}`
  console.error(`refused${where}: ${reason}${total > 1 ? ` (${count(total)} so far)` : ''}`)
}

/**
 * A table for people.
 *
 * @param print - takes a line
 * @param address - where the page is, if there is one
 */
export function tablePrinter(print: (line: string) => void, address: () => string | undefined): Printer {
  let table: ReturnType<typeof streamTable> | undefined
  let rows = 0
  return {
    start({ stream: { about } }) {
      table = streamTable(about)
      rows = 0
      for (const line of [about.question, about.source, '', ...table.legend, '']) print(line)
    },
    row(progress) {
      const url = address()
      if (rows % SCREEN === 0 && rows > 0)
        print(url === undefined ? '' : `\nWatch it at ${url}   Ctrl-C stops it; it goes on from there.`)
      if (rows % SCREEN === 0) print(table?.head ?? '')
      rows++
      print(table?.row(progress) ?? '')
    },
    end: () => {},
  }
}

/** JSON lines for programs: one for each row, and one for the end. */
export function jsonPrinter(print: (line: string) => void): Printer {
  return {
    start: () => {},
    row: (progress) => print(jsonLine(progress)),
    end({ stream, tracker }, done) {
      const {
        accuracy,
        majority,
        lastLabel,
        gainLow,
        gainHigh,
        crossEntropy,
        frequencies,
        labelEntropy,
        frequencyBias,
        drifts,
      } = tracker.progress() ?? {}
      const { events, rejected, eventsPerSecond } = tracker
      const scores = {
        accuracy,
        majority,
        lastLabel,
        gainLow,
        gainHigh,
        crossEntropy,
        frequencies,
        labelEntropy,
        frequencyBias,
        drifts,
      }
      print(jsonLine({ done, stream: stream.about.stream, events, rejected, ...scores, eventsPerSecond }))
    },
  }
}
