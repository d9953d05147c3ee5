import type { Terminal } from '../command/terminal.ts'
import { count, jsonLine, nats, type Progress, percent, table } from '../progress/index.ts'

/** Where a run is told on standard output. */
export interface Printer {
  /** Before the first event; `events` were learned by earlier runs. */
  start(events: number): void
  row(progress: Progress): void
  /** After the last event. `done` says whether there are no more. */
  end(progress: Progress, done: boolean, passedOver: number): void
}

/** A table for people. */
export function tablePrinter({ print }: Pick<Terminal, 'print'>, files: readonly string[], label: string): Printer {
  const { head, row } = table()
  const source = files[0] === '-' ? 'standard input' : files.join(', ')
  let before = 0
  return {
    start(events) {
      before = events
      const goesOn = events > 0 ? ` It goes on after ${count(events)} events.` : ''
      const what = label === '' ? `Labels of ${source}.` : `What is ${JSON.stringify(label)} in ${source}?`
      print(`${what}${goesOn}\n\n${head}`)
    },
    row: (progress) => print(row(progress)),
    end({ events, accuracy, low, high, majority, crossEntropy, labelEntropy }, done) {
      const news = before > 0 && events === before ? ', nothing new' : ''
      print(`\n${count(events)} events${news}${done ? '' : ', stopped by a signal'}`)
      if (events === 0) return
      const half = low <= high ? ` ± ${(100 * ((high - low) / 2)).toFixed(2)}` : ''
      print(`${percent(accuracy)}${half} right, ${percent(majority)} by the most frequent label`)
      print(`log loss ${nats(crossEntropy)}, ${nats(labelEntropy)} by the frequencies of the labels`)
    },
  }
}

/** JSON lines for programs: one for each row, and one for the end, which depends on the events alone. */
export function jsonPrinter({ print }: Pick<Terminal, 'print'>): Printer {
  return {
    start: () => {},
    row: (progress) => print(jsonLine(progress)),
    end({ events, rejected, accuracy, crossEntropy, majority, lastLabel }, done, passedOver) {
      print(jsonLine({ done, events, rejected, passedOver, accuracy, crossEntropy, majority, lastLabel }))
    },
  }
}

/** Nothing for nobody. */
export function quietPrinter(): Printer {
  return { start() {}, row() {}, end() {} }
}
