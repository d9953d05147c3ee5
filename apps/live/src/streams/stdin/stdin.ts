import { streamSource } from '@rivulet/durable'
import { exactNumbers, parseJson } from '@rivulet/formats'
import { fieldsLearner } from '../fieldsLearner.ts'
import { describeFields, type FieldsEvent, fieldsReader } from '../labelledEvents.ts'
import type { ModelName } from '../learners.ts'
import type { Log, OpenStream } from '../openStream.ts'
import type { About } from '../stream.ts'

/** JSON lines as they arrive; `label` is the field to predict, all others are features. */
export function openStdin(
  label: string,
  model: ModelName,
  bytes: AsyncIterable<Uint8Array> = process.stdin,
): OpenStream<FieldsEvent> {
  return {
    about: aboutLines(label),
    log: linesLog(bytes, label),
    ...fieldsLearner(model),
    describe: describeFields,
    fieldsOf: ({ fields }) => fields,
  }
}

function aboutLines(label: string): About {
  return {
    stream: 'stdin',
    title: 'Standard input',
    question: `What is ${JSON.stringify(label)}?`,
    source: 'Live: JSON lines from standard input, each predicted before its label is looked at, then learned.',
    time: 'live',
    speeds: [],
    speed: 'max',
    window: 1000,
  }
}

/**
 * Standard input cannot be read again: whatever the position, which is how many lines there were in all runs, what comes now is read.
 */
function linesLog(bytes: AsyncIterable<Uint8Array>, label: string): Log<FieldsEvent, number> {
  const parse = parseJson()
  const read = fieldsReader(label)
  const input = streamSource(bytes, { parse: (text) => read(parse(exactNumbers(text))) })
  return {
    async *readFrom(before = 0, signal) {
      for await (const batch of input.readFrom(undefined, signal)) {
        const now = Date.now()
        yield batch.map((entry) => {
          const next = before + entry.next.line - 1
          if ('rejection' in entry) return { rejection: { ...entry.rejection, position: entry.next.line - 1 }, next }
          const { event, at } = entry
          const placed: FieldsEvent = { kind: 'event', id: before + at.line, at: now, position: at.line, ...event }
          return { event: placed, at: next - 1, next }
        })
      }
    },
  }
}
