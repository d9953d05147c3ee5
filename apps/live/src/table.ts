import { type Table, table } from '@rivulet/cli/progress'
import { streamClock } from './format.ts'
import type { Progress } from './messages.ts'
import type { About } from './streams/stream.ts'

/** The progress table of a terminal, with the clock of the stream. */
export function streamTable({ time }: Pick<About, 'time'>): Table<Progress> {
  const width = { calendar: 16, beat: 12, live: 19 }[time]
  return table([
    ['stream clock', width, ({ clock }) => streamClock(clock, time)],
    ['drifts', 6, ({ drifts }) => String(drifts)],
  ])
}
