import type { Log, OpenStream, StreamEvent } from '../openStream.ts'
import type { About } from '../stream.ts'
import { driftLearner } from './driftLearner.ts'
import type { Reopenable } from './mended.ts'
import { Stage } from './stage.ts'
import { type Example, exampleAt } from './world.ts'

const about: About = {
  stream: 'drift',
  title: 'A world that changes',
  question: 'Is the model still good?',
  source:
    'Not real: a seeded generator changes the rule at known events, at once, little by little, or back to what it was. ' +
    'The figures are those of a model that is left alone; below it are the detectors, and the same model when something is done.',
  time: 'beat',
  generated: true,
  speeds: [200, 2000, 20_000, 'max'],
  speed: 2000,
  positive: 'yes',
  window: 500,
}

/** One event a second of stream time. */
const BEAT = 1000

const SEED = 1

/** An event of the world, to predict. */
export interface DriftEvent extends StreamEvent {
  readonly example: Example
}

/** A stream without end whose changes are known. */
export function openDrift(): OpenStream<DriftEvent> {
  const stage = new Stage(driftLearner as unknown as () => Reopenable, about.window)
  return {
    about,
    log: driftLog,
    model: driftLearner() as unknown as OpenStream['model'],
    describe: ({ example: [a, b] }) => ({ text: `(${short(a)}, ${short(b)})` }),
    scored: (outcome) => stage.scored(outcome),
    drift: () => stage.picture(),
    state: { stage },
  }
}

function short(value: number): string {
  return value.toFixed(2).replace('-', '−')
}

/** How many events are made at a time. */
const BATCH = 64

/** A position is the number of an event. */
const driftLog: Log<DriftEvent, number> = {
  async *readFrom(position = 0) {
    for (let start = position; ; start += BATCH) {
      yield Array.from({ length: BATCH }, (_, i) => {
        const id = start + i
        return { event: eventAt(id), at: id, next: id + 1 }
      })
    }
  },
}

function eventAt(id: number): DriftEvent {
  const example = exampleAt(SEED, id)
  const [a, b, y] = example
  return { kind: 'event', id, at: id * BEAT, x: [a, b], y, example }
}
