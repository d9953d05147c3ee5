import type { Learner, Stateful } from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import type { Labelled } from '../input/labelled.ts'
import { type Progress, Scoreboard } from '../progress/index.ts'
import { Configuration } from './configuration.ts'
import { type ModelName, newModel } from './model.ts'
import { Refusals } from './refusals.ts'

/** What a session is about. */
export interface SessionOptions {
  readonly label: string
  readonly model: ModelName
  /** Which kind of source its positions are of. */
  readonly source: string
}

/** A model in training, with its scores and what was refused: all that a snapshot holds but the position. */
export class Session {
  readonly refusals: Refusals = new Refusals()
  /** Everything that `learn` changes. */
  readonly state: Stateful
  readonly #model: Learner<object>
  readonly #scoreboard: Scoreboard = new Scoreboard()

  constructor({ label, model, source }: SessionOptions) {
    this.#model = newModel(model)
    this.state = record({
      configuration: new Configuration({ label, model, source }),
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
   * @throws InvalidEvent for fields or a label that are none
   */
  learn({ fields, y }: Labelled): void {
    const ticket = this.#model.predict(fields)
    this.#model.learn(fields, y, { ticket })
    this.#scoreboard.update(y, ticket)
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
}
