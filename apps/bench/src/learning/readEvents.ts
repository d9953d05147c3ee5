import { checkVector, InvalidEvent } from '@rivulet/core'
import { fileSource } from '@rivulet/durable'
import { type VwExample, VwReader, vw } from '@rivulet/formats'
import { Events } from './events.ts'

/** The longest line, in bytes. */
const MAX_LINE = 2 ** 24

/** The largest magnitude that every learner takes: all are to learn the same events. */
const MAGNITUDE = 1e100

/** A file that was read: its events, and what there is to say about the others. */
export interface EventsRead {
  readonly events: Events
  readonly notes: readonly string[]
}

/** Reads a file of Vowpal Wabbit text, plain or gzipped, to its end. A line that is no labelled example is passed over, and counted. */
export async function readEvents(path: string): Promise<EventsRead> {
  const reader = new VwReader()
  const source = fileSource(path, {
    maxLine: MAX_LINE,
    parse: {
      open(head, isAll) {
        const opened = vw(reader).open(head, isAll)
        return opened && { ...opened, read: (record) => checked(opened.read(record)) }
      },
    },
  })
  const events = new Events()
  let refused = 0
  let first = ''
  for await (const batch of source.readFrom()) {
    for (const entry of batch) {
      if ('event' in entry) {
        events.add(entry.event.y as number, entry.event.weight, entry.event.x)
        continue
      }
      const { position, reason } = entry.rejection
      if (refused++ === 0) first = `line ${(position as { line: number }).line}: ${reason}`
    }
  }
  const notes: string[] = []
  if (refused > 0) notes.push(`${refused} of ${refused + events.size} lines refused, the first is ${first}`)
  if (events.size === 0) notes.push('no events')
  if (reader.skipped > 0) notes.push(`${reader.skipped} values left out: more than ${reader.features} features`)
  return { events, notes }
}

/** Refuses an example that not every learner takes. */
function checked(example: VwExample | undefined): VwExample | undefined {
  if (example === undefined) return undefined
  if (example.y === undefined) throw new InvalidEvent('an example should have a label, but has none')
  checkVector(example.x, { magnitude: MAGNITUDE })
  return example
}
