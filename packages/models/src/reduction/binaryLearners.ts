import {
  check,
  InvalidEvent,
  type Learner,
  log,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'
import { MAGNITUDE } from '../magnitude.ts'

/** Any learner of two classes, 0 and 1. */
export type BinaryLearner<X> = Learner<X, 0 | 1>

/** Binary learners side by side, made alike as they are needed, and their tickets in one list of numbers. */
export class BinaryLearners<X> implements Stateful {
  readonly #create: () => BinaryLearner<X>
  #learners: BinaryLearner<X>[] = []
  /** Learns nothing: it refuses bad events while there is no other learner. */
  readonly #blank: BinaryLearner<X>

  constructor(create: () => BinaryLearner<X>) {
    this.#create = create
    this.#blank = create()
    const { labels } = this.#blank
    check(labels.length === 2 && labels[0] === 0 && labels[1] === 1, 'labels of the binary learner', '0 and 1', labels)
  }

  /** A learner by its number. */
  at(i: number): BinaryLearner<X> {
    return this.#learners[i] as BinaryLearner<X>
  }

  /** Makes room for more. */
  grow(count: number): void {
    while (this.#learners.length < count) this.#learners.push(this.#create())
  }

  /** What each of them predicts. */
  predict(x: X): Prediction<0 | 1>[] {
    if (this.#learners.length === 0) this.#blank.predict(x)
    return this.#learners.map((learner) => learner.predict(x))
  }

  /** Writes the learners in the order of their numbers. */
  save(to: SnapshotWriter): void {
    for (const [i, learner] of this.#learners.entries()) learner.save(to.child(String(i)))
  }

  /** Restores as many as there are here; who calls it has made them anew. */
  load(from: SnapshotReader): void {
    for (const [i, learner] of this.#learners.entries()) learner.load(from.child(String(i)))
  }
}

/**
 * The score of a binary ticket: its belief, if that is one number, as the z of a linear model is; else the log-odds of class 1.
 */
export function scoreOf({ beliefs, probabilities }: Prediction<0 | 1>): number {
  if (beliefs?.length === 1) return beliefs[0] as number
  const z = log(probabilities[1] as number) - log(probabilities[0] as number)
  return Math.max(-MAGNITUDE, Math.min(MAGNITUDE, z))
}

/** Binary tickets as plain numbers: for each, both probabilities, how many beliefs there are, and the beliefs. */
export function packTickets(tickets: readonly Prediction<0 | 1>[]): number[] {
  return tickets.flatMap(({ probabilities, beliefs = [] }) => [...probabilities, beliefs.length, ...beliefs])
}

/**
 * The binary tickets that were packed.
 *
 * @throws InvalidEvent for numbers that are no packed tickets
 */
export function unpackTickets(packed: readonly number[] | undefined, count: number): Prediction<0 | 1>[] {
  const tickets: Prediction<0 | 1>[] = []
  let at = 0
  while (packed !== undefined && at < packed.length) {
    const probabilities = packed.slice(at, at + 2)
    const beliefs = packed.slice(at + 3, at + 3 + (packed[at + 2] as number))
    const label = (probabilities[1] as number) > (probabilities[0] as number) ? 1 : 0
    const ticket = { label, labels: [0, 1], probabilities } as const
    tickets.push(beliefs.length === 0 ? ticket : { ...ticket, beliefs })
    at += 3 + (packed[at + 2] as number)
  }
  if (tickets.length !== count) throw new InvalidEvent('ticket should have the beliefs it was made with')
  return tickets
}
