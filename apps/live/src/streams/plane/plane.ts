import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { checkColumns, natural, nonNegative, readArray, record } from '@rivulet/core/snapshot'
import { constant } from '@rivulet/optim'
import { Subject } from 'rxjs'
import type { Expected } from '../../savedJson.ts'
import type { StreamLearner } from '../learners.ts'
import type { Log, OpenStream, StreamEvent } from '../openStream.ts'
import type { About } from '../stream.ts'
import { Clusters } from './clusters.ts'
import { ETA, planeModels } from './models.ts'
import { Newest } from './newest.ts'
import { parseCommand } from './parseCommand.ts'
import { CLASSES, type Dot, isDot, type PlanePicture } from './picture.ts'
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
    log: points.log,
    model: leader.model as StreamLearner['model'],
    eta: constant(ETA),
    describe: ({ dot: [x, y], added }) => ({ text: `(${short(x)}, ${short(y)})${added ? ', added' : ''}` }),
    playground: { added: points.asked, obey: (command) => points.obey(command), picture },
    scored: (outcome) => {
      sideBySide.scored(outcome)
      points.scored(outcome.event)
    },
    state: { clusters, points, sideBySide },
  }
}

function short(value: number): string {
  return value.toFixed(2).replace('-', '−')
}

const DOT: Expected<Dot> = { words: `x, y and one of ${CLASSES}`, is: isDot }

/** The points of the plane as events, generated and added. */
class Points implements Stateful {
  readonly generated: Newest<Dot> = new Newest(SHOWN, DOT)
  readonly added: Newest<Dot> = new Newest(SHOWN, DOT)
  /** What people ask for, as it happens. */
  readonly asked: Subject<PointEvent> = new Subject()
  readonly #clusters: Clusters
  /** Stream time of the last event. */
  #now = 0
  #additions = 0

  constructor(clusters: Clusters) {
    this.#clusters = clusters
  }

  /** The generated points; a position is the number of one. Each is made when its turn comes, of the classes that there are then. */
  get log(): Log<PointEvent, number> {
    const clusters = this.#clusters
    return {
      async *readFrom(position = 0) {
        for (let n = position; ; n++) {
          yield [{ event: pointEvent(clusters.point(n), n, n * BEAT, false), at: n, next: n + 1 }]
        }
      },
    }
  }

  /** Adds what a person asks for: it happens now, also while the replay is paused. */
  obey(command: unknown): void {
    const { classes, event } = parseCommand(command, this.#clusters.classes)
    if (classes !== undefined) this.#clusters.grow(classes)
    if (event === undefined) return
    // Keys of their own: generated points count up from 0, added ones down from −1.
    this.asked.next(pointEvent([event.x, event.y, event.label], -++this.#additions, this.#now, true))
  }

  /** Takes an event that was learned. */
  scored({ dot, at, added }: PointEvent): void {
    this.#now = at
    if (added) this.added.add(dot)
    else this.generated.add(dot)
  }

  /** Writes what is shown, and how many were added. */
  save(to: SnapshotWriter): void {
    to.array('counts', [this.#now, this.#additions])
    this.generated.save(to.child('generated'))
    this.added.save(to.child('added'))
  }

  /** Goes on from what was saved, or throws and changes nothing. */
  load(from: SnapshotReader): void {
    const counts = readArray(from, 'counts', 'F64', 2)
    checkColumns(counts, 'counts', [nonNegative, natural])
    const [now, additions] = counts
    record({ generated: this.generated, added: this.added }).load(from)
    this.#now = now as number
    this.#additions = additions as number
  }
}

/** A point as an event; its label comes at once. */
function pointEvent(dot: Dot, id: number, at: number, added: boolean): PointEvent {
  const [x, y, label] = dot
  return { kind: 'event', id, at, x: [x, y], y: label, dot, added }
}
