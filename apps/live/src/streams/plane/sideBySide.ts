import type {
  Label,
  Learner,
  Outcome,
  Prediction,
  SnapshotReader,
  SnapshotWriter,
  Stateful,
  Vector,
} from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import { Accuracy, Rolling } from '@rivulet/metrics'

/** How right the predictions of a model were. */
export class Tally implements Stateful {
  readonly #all: Accuracy = new Accuracy()
  readonly #last: Rolling<Label, Accuracy>

  /** @param window - how many of the last events the window holds */
  constructor(window: number) {
    this.#last = new Rolling(new Accuracy(), { events: window })
  }

  get accuracy(): number {
    return this.#all.value
  }

  /** The accuracy of the last events. */
  get windowAccuracy(): number {
    return this.#last.value
  }

  update(y: Label, prediction: Prediction): void {
    this.#all.update(y, prediction)
    this.#last.update(y, prediction)
  }

  /** Writes both accuracies. */
  save(to: SnapshotWriter): void {
    this.#all.save(to.child('all'))
    this.#last.save(to.child('last'))
  }

  /** Goes on from those that were saved. */
  load(from: SnapshotReader): void {
    record({ all: this.#all, last: this.#last }).load(from)
  }
}

/**
 * Other models that learn what the stream's model learns, event by event, each with its own step size.
 *
 * for (const m of others) { ticket = m.predict(x); score(y, ticket); m.learn(x, y, ticket) }
 *
 * They predict when the label is known. That is the same as at the event where labels come at once, and only there.
 */
export class SideBySide implements Stateful {
  /** That of the stream's model, then those of the others. */
  readonly tallies: readonly [Tally, ...Tally[]]
  readonly #others: readonly Learner<Vector, Label>[]
  readonly #parts: Stateful

  constructor(others: readonly Learner<Vector, Label>[], window: number) {
    this.#others = others
    this.tallies = [new Tally(window), ...others.map(() => new Tally(window))]
    const models = others.map((model, i) => [`model ${i + 1}`, model] as const)
    const tallies = this.tallies.map((tally, i) => [`tally ${i}`, tally] as const)
    this.#parts = record(Object.fromEntries([...models, ...tallies]))
  }

  /** Takes an event that the stream's model has predicted and learned. */
  scored({ x, y, prediction }: Pick<Outcome<Vector, Label>, 'x' | 'y' | 'prediction'>): void {
    this.tallies[0].update(y, prediction)
    for (const [i, model] of this.#others.entries()) {
      const ticket = model.predict(x)
      this.tallies[i + 1]?.update(y, ticket)
      model.learn(x, y, { ticket })
    }
  }

  /** Writes the other models and all tallies. */
  save(to: SnapshotWriter): void {
    this.#parts.save(to)
  }

  /** Goes on from those that were saved, or throws and changes nothing. */
  load(from: SnapshotReader): void {
    this.#parts.load(from)
  }
}
