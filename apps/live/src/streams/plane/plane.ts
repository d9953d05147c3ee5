import type { Label, Outcome, Vector } from '@rivulet/core'
import { constant } from '@rivulet/optim'
import { Subject } from 'rxjs'
import type { StreamLearner } from '../learners.ts'
import type { About, Entry, OpenStream, StreamEvent } from '../stream.ts'
import { Clusters } from './clusters.ts'
import { ETA, planeModels } from './models.ts'
import { Newest } from './newest.ts'
import { parseCommand } from './parseCommand.ts'
import type { Dot, PlanePicture } from './picture.ts'
import { SideBySide } from './sideBySide.ts'

const about: About = {
  stream: 'plane',
  title: 'The plane',
  question: 'Which cluster is this point from?',
  source:
    'Not real: points from clusters that drift, made by a seeded generator, and those that you add. ' +
    'Four models learn the same events side by side; the figures below are those of softmax regression.',
  time: 'beat',
  generated: true,
  speeds: [2, 20, 200, 2000],
  speed: 20,
  window: 500,
}

/** One point a second of stream time. */
const BEAT = 1000

const SEED = 1

/** How many classes there are at the start. */
const CLASSES_AT_FIRST = 4

/** How many points the page shows, of the generated and of the added ones. */
const SHOWN = 120

/** A point of the plane, as an event to predict. */
export interface PointEvent extends StreamEvent {
  readonly dot: Dot
  /** Whether a person added it. */
  readonly added: boolean
}

/** Points of up to six drifting clusters, without end, and those that people add. */
export function openPlane(): OpenStream<PointEvent> {
  const models = planeModels()
  const [leader, ...others] = models
  const clusters = new Clusters(SEED, CLASSES_AT_FIRST)
  const sideBySide = new SideBySide(
    others.map(({ model }) => model),
    about.window,
  )
  const points = new Points(clusters)
  const picture = (): PlanePicture => ({
    classes: clusters.classes,
    students: models.map(({ name, scores }, i) => {
      const { accuracy, windowAccuracy } = sideBySide.tallies[i] as (typeof sideBySide.tallies)[number]
      return { name, accuracy, windowAccuracy, scores: scores() }
    }),
    generated: points.generated.items,
    added: points.added.items,
  })
  return {
    about,
    log: points.log(),
    model: leader.model as StreamLearner['model'],
    eta: constant(ETA),
    describe: ({ dot: [x, y], added }) => ({ text: `(${short(x)}, ${short(y)})${added ? ', added' : ''}` }),
    playground: { added: points.added$, obey: (command) => points.obey(command), picture },
    scored: (outcome: Outcome<Vector, Label>) => sideBySide.scored(outcome),
  }
}

function short(value: number): string {
  return value.toFixed(2).replace('-', '−')
}

/** The points of the plane as entries of the log, generated and added. */
class Points {
  readonly generated: Newest<Dot> = new Newest(SHOWN)
  readonly added: Newest<Dot> = new Newest(SHOWN)
  readonly added$: Subject<Entry<PointEvent>> = new Subject()
  readonly #clusters: Clusters
  #generations = 0
  #additions = 0

  constructor(clusters: Clusters) {
    this.#clusters = clusters
  }

  async *log(): AsyncGenerator<Iterable<Entry<PointEvent>>> {
    yield this.#generate()
  }

  *#generate(): Generator<Entry<PointEvent>> {
    for (;;) {
      const dot = this.#clusters.next()
      const id = this.#generations++
      yield* entries(dot, id, id * BEAT, false)
      this.generated.add(dot)
    }
  }

  /** Adds what a person asks for: it happens now, also while the replay is paused. */
  obey(command: unknown): void {
    const { classes, event } = parseCommand(command, this.#clusters.classes)
    if (classes !== undefined) this.#clusters.grow(classes)
    if (event === undefined) return
    const dot: Dot = [event.x, event.y, event.label]
    this.added.add(dot)
    // Keys of their own: generated points count up from 0, added ones down from −1.
    const id = -++this.#additions
    for (const entry of entries(dot, id, Math.max(0, this.#generations - 1) * BEAT, true)) this.added$.next(entry)
  }
}

/** The event and its label, which comes at once. */
function* entries(dot: Dot, id: number, at: number, added: boolean): Generator<Entry<PointEvent>> {
  const [x, y, label] = dot
  yield { kind: 'event', id, at, x: [x, y], dot, added }
  yield { kind: 'label', id, at, y: label }
}
