import type { Label, Learner, Prediction, Stateful, Vector } from '@rivulet/core'
import { FeatureHasher, pipeline } from '@rivulet/features'
import type { Coefficients } from '@rivulet/models'
import { Features } from './features.ts'
import type { ModelSpec } from './modelSpec.ts'
import { newLearner } from './newLearner.ts'

/** So many names of features are kept, to explain with. */
const NAMES = 10_000

/** A model as the command has it: a learner, and what makes vectors of events for it. */
export class CommandModel {
  readonly spec: ModelSpec
  readonly features: Features
  /** A learner of events: of fields, or of the vectors that the format reads. */
  readonly learner: Learner<object>
  readonly #inner: Learner
  readonly #hasher: FeatureHasher | undefined

  constructor(spec: ModelSpec) {
    this.spec = spec
    this.features = new Features(spec.features)
    this.#inner = newLearner(spec.model, spec.settings)
    this.#hasher = spec.features === 'fields' ? new FeatureHasher({ names: NAMES }) : undefined
    this.learner =
      this.#hasher === undefined ? (this.#inner as Learner as Learner<object>) : pipeline(this.#hasher, this.#inner)
  }

  /** What of it a snapshot holds. */
  get parts(): Readonly<Record<string, Stateful>> {
    return { ...this.features.parts, model: this.learner }
  }

  /** The classes known. */
  get labels(): readonly Label[] {
    return this.learner.labels
  }

  /** The prediction for an event; changes nothing. */
  predict(x: object): Prediction {
    return this.learner.predict(x)
  }

  /** The features of an event as a vector. */
  vectorOf(x: object): Vector {
    return this.#hasher === undefined ? (x as Vector) : this.#hasher.transform(x)
  }

  /** What a feature is called. */
  nameOf(index: number): string {
    const known = this.#hasher === undefined ? this.features.reader?.name(index) : this.#hasher.names(index).join(' | ')
    return known === undefined || known === '' ? `feature ${index}` : known
  }

  /** The bias and weights of a class, in units of the features as they are; `undefined` if the model has no weights. */
  coefficients(label: Label): Coefficients | undefined {
    const model = this.#inner as Partial<{ coefficients(label: Label): Coefficients }>
    return typeof model.coefficients === 'function' ? model.coefficients(label) : undefined
  }
}
