import type { Terminal } from '../command/terminal.ts'
import { count, jsonLine, type Progress, table } from '../progress/index.ts'

/** Where a run is told on standard output. */
export interface Printer {
  /** Before the first event; `events` were learned by earlier runs. */
  start(events: number): void
  row(progress: Progress): void
  /** After the last event. `done` says whether there are no more. */
  end(progress: Progress, done: boolean): void
}

/** A table for people. */
export function tablePrinter({ print }: Pick<Terminal, 'print'>, file: string, label: string): Printer {
  const { head, row } = table()
  const source = file === '-' ? 'standard input' : file
  return {
    start(events) {
      const before = events > 0 ? ` It goes on after ${count(events)} events.` : ''
      print(`What is ${JSON.stringify(label)} in ${source}?${before}\n\n${head}`)
    },
    row: (progress) => print(row(progress)),
    end: ({ events }, done) => print(`\n${count(events)} events${done ? '' : ', stopped by a signal'}`),
  }
}

/** JSON lines for programs: one for each row, and one for the end, which depends on the events alone. */
export function jsonPrinter({ print }: Pick<Terminal, 'print'>): Printer {
  return {
    start: () => {},
    row: (progress) => print(jsonLine(progress)),
    end({ events, rejected, accuracy, crossEntropy, majority, lastLabel }, done) {
      print(jsonLine({ done, events, rejected, accuracy, crossEntropy, majority, lastLabel }))
    },
  }
}
