import { InvalidEvent, type Learner, type Stateful } from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import type { AnyExample } from '../input/source.ts'
import { type Progress, Scoreboard } from '../progress/index.ts'
import { Configuration } from './configuration.ts'
import { type Features, stateOf } from './features.ts'
import { type ModelName, newModel } from './model.ts'
import { Refusals } from './refusals.ts'

/** What a session is about. */
export interface SessionOptions {
  /** The field that is the label, '' where each line has its own. */
  readonly label: string
  readonly model: ModelName
  readonly features: Features
  /** Which kind of source its positions are of. */
  readonly source: string
}

/** A model in training, with its scores and what was refused: all that a snapshot holds but the position. */
export class Session {
  readonly refusals: Refusals = new Refusals()
  /** Everything that `learn` changes. */
  readonly state: Stateful
  readonly #label: string
  readonly #model: Learner<object>
  readonly #scoreboard: Scoreboard = new Scoreboard()

  constructor({ label, model, features, source }: SessionOptions) {
    this.#label = label
    this.#model = newModel(model, features.kind)
    this.state = record({
      configuration: new Configuration({ label, model, features: features.kind, source }),
      ...stateOf(features),
      model: this.#model,
      scores: this.#scoreboard,
      refusals: this.refusals,
    })
  }

  /** Events learned. */
  get events(): number {
    return this.#model.t
  }

  /**
   * Predicts, learns, and scores the prediction. In this order, because only the model can refuse an event, and then nothing has changed.
   *
   * @throws InvalidEvent for features or a label that are none
   */
  learn({ x, y, weight }: AnyExample): void {
    if (y === undefined) throw new InvalidEvent(this.#missing())
    const ticket = this.#model.predict(x)
    this.#model.learn(x, y, { ticket, weight })
    this.#scoreboard.update(y, ticket, weight)
  }

  /** Where it stands. */
  progress(eventsPerSecond: number): Progress {
    const { events } = this
    const rejected = this.refusals.count
    return {
      events,
      rejected,
      ...this.#scoreboard.read(),
      eta: this.#model.eta?.() ?? Number.NaN,
      eventsPerSecond,
    }
  }

  #missing(): string {
    return this.#label === '' ? 'the line has no label' : `the label ${JSON.stringify(this.#label)} is missing`
  }
}
