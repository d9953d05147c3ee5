import { InvalidEvent, type Learner, type Stateful } from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import { CommandModel } from '../model/commandModel.ts'
import { Configuration } from '../model/configuration.ts'
import { type ModelSpec, specTexts } from '../model/modelSpec.ts'
import { type Progress, Scoreboard } from '../progress/index.ts'
import type { PassedExample } from './passes.ts'
import { Refusals } from './refusals.ts'

/** A model in training, with its scores and what was refused: all that a snapshot holds but the position. */
export class Session {
  readonly refusals: Refusals = new Refusals()
  readonly model: CommandModel
  /** Everything that `learn` changes. */
  readonly state: Stateful
  readonly #learner: Learner<object>
  readonly #scoreboard: Scoreboard = new Scoreboard()

  /** @param source - which kind of source its positions are of */
  constructor(spec: ModelSpec, source: string) {
    this.model = new CommandModel(spec)
    this.#learner = this.model.learner
    this.state = record({
      configuration: new Configuration({ ...specTexts(spec), source }),
      ...this.model.parts,
      scores: this.#scoreboard,
      refusals: this.refusals,
    })
  }

  /** Events learned. */
  get events(): number {
    return this.#learner.t
  }

  /**
   * Predicts, learns, and scores the prediction. In this order, because only the model can refuse an event, and then nothing has changed.
   *
   * @throws InvalidEvent for features or a label that are none
   */
  learn({ x, y, weight, again }: PassedExample): void {
    if (y === undefined) throw new InvalidEvent(this.#missing())
    const ticket = this.#learner.predict(x)
    this.#learner.learn(x, y, { ticket, weight })
    // What was learned before proves nothing.
    if (again !== true) this.#scoreboard.update(y, ticket, weight)
  }

  /** Where it stands. */
  progress(eventsPerSecond: number): Progress {
    const { events } = this
    const rejected = this.refusals.count
    return {
      events,
      rejected,
      ...this.#scoreboard.read(),
      eta: this.#learner.eta?.() ?? Number.NaN,
      eventsPerSecond,
    }
  }

  #missing(): string {
    const { label } = this.model.spec
    return label === '' ? 'the line has no label' : `the label ${JSON.stringify(label)} is missing`
  }
}
