import { Random } from '@rivulet/core'
import type { ModelName } from '../learners.ts'
import type { Log, OpenStream, StreamEvent } from '../openStream.ts'
import type { About } from '../stream.ts'
import { digitsLearner } from './digitsLearner.ts'
import { DIGIT_WIDTH } from './digitWidth.ts'
import { type Digit, readDigits } from './readDigits.ts'
import { weightImages } from './weightImages.ts'

const about: About = {
  stream: 'digits',
  title: 'Handwritten digits',
  question: 'Which digit is this?',
  source:
    'A replay of real events: 10,000 digits written by hand, from MNIST, shuffled with a seed. ' +
    'Each label is known right after its prediction.',
  time: 'beat',
  speeds: [5, 50, 500, 'max'],
  speed: 50,
  window: 500,
}

/** One digit a second of stream time. */
const BEAT = 1000

/** How many digits are unpacked at a time. */
const BATCH = 64

/** A digit, as an event to predict. */
export interface DigitEvent extends StreamEvent {
  readonly pixels: Uint8Array
}

/** Handwritten digits: 784 grey values, ten classes. */
export function openDigits(name: ModelName): OpenStream<DigitEvent> {
  const learner = digitsLearner(name)
  return {
    about,
    log: digitsLog,
    ...learner,
    describe: ({ pixels }) => ({
      text: 'digit',
      image: { width: DIGIT_WIDTH, pixels: Buffer.from(pixels).toString('base64') },
    }),
    images: () => weightImages(learner.model, DIGIT_WIDTH),
  }
}

/** The package has its digits by class, which no stream would: they are shuffled, always alike. A position is the number of a digit. */
const digitsLog: Log<DigitEvent, number> = {
  async *readFrom(position = 0) {
    const digits = new Random(1).shuffle(await readDigits())
    for (let start = position; start < digits.length; start += BATCH) {
      yield digits.slice(start, start + BATCH).map((digit, i) => {
        const id = start + i
        return { event: eventOf(digit, id), at: id, next: id + 1 }
      })
    }
  },
}

function eventOf({ digit, pixels }: Digit, id: number): DigitEvent {
  return { kind: 'event', id, at: id * BEAT, x: Float64Array.from(pixels, (grey) => grey / 255), y: digit, pixels }
}
