import { InvalidEvent } from '@rivulet/core'
import { FeatureHasher } from '@rivulet/features'
import { SoftmaxRegression } from '@rivulet/models'
import { inverseScaling } from '@rivulet/optim'
import { type ModelName, untuned } from '../learners.ts'
import type { About, Entry, OpenStream, StreamEvent } from '../stream.ts'
import { type Line, lines } from './lines.ts'
import { parseEvent } from './parseEvent.ts'

/** A line, as an event to predict. Its position is the number of the line. */
export interface LineEvent extends StreamEvent {
  readonly position: number
  readonly fields: object
}

/** JSON lines as they arrive; `label` is the field to predict, all others are features. */
export function openStdin(
  label: string,
  model: ModelName,
  bytes: AsyncIterable<Uint8Array> = process.stdin,
): OpenStream<LineEvent> {
  const labels = 'open'
  return {
    about: aboutLines(label),
    log: linesLog(bytes, label),
    ...(model === 'auto'
      ? untuned({ labels })
      : { model: new SoftmaxRegression({ labels }), eta: inverseScaling(0.5, 0.5) }),
    describe: ({ position, fields }) => ({ text: `${position}: ${shorten(JSON.stringify(fields))}` }),
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

async function* linesLog(bytes: AsyncIterable<Uint8Array>, label: string): AsyncGenerator<Iterable<Entry<LineEvent>>> {
  const hasher = new FeatureHasher()
  for await (const batch of lines(bytes)) {
    const at = Date.now()
    yield entries(batch, at, label, hasher)
  }
}

function* entries(
  batch: readonly Line[],
  at: number,
  label: string,
  hasher: FeatureHasher,
): Generator<Entry<LineEvent>> {
  for (const line of batch) {
    const { number: position, text } = line
    try {
      if (text === undefined) throw new InvalidEvent(line.reason)
      if (text.trim() === '') continue
      const { fields, y } = parseEvent(text, label)
      yield { kind: 'event', id: position, at, x: hasher.transform(fields), position, fields }
      yield { kind: 'label', id: position, at, y }
    } catch (error) {
      if (!(error instanceof InvalidEvent)) throw error
      yield { kind: 'rejection', at, rejection: { event: shorten(text ?? ''), reason: error.message, position } }
    }
  }
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
