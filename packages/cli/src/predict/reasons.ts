import { isSparse, type Label, type Vector } from '@rivulet/core'
import type { CommandModel } from '../model/commandModel.ts'

/** What a feature of an event adds to the score of a class. */
export interface Reason {
  readonly feature: string
  readonly adds: number
}

/** Says why: for a model that does not learn meanwhile, whose weights are read once for each class. */
export class Reasons {
  readonly #model: CommandModel
  readonly #weights: Map<Label, ReadonlyMap<number, number> | undefined> = new Map()

  constructor(model: CommandModel) {
    this.#model = model
  }

  /**
   * The features of an event that add most to the score of a class, or take most from it.
   *
   * @returns `undefined` if the model has no weights
   */
  of(x: object, label: Label, count: number): readonly Reason[] | undefined {
    const weights = this.#weightsOf(label)
    if (weights === undefined) return undefined
    const reasons: Reason[] = []
    each(this.#model.vectorOf(x), (index, value) => {
      const adds = (weights.get(index) ?? 0) * value
      if (adds !== 0) reasons.push({ feature: this.#model.nameOf(index), adds })
    })
    return reasons.sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds)).slice(0, count)
  }

  #weightsOf(label: Label): ReadonlyMap<number, number> | undefined {
    if (!this.#weights.has(label)) {
      const found = this.#model.coefficients(label)
      const weights = found && new Map(found.indices.map((index, i) => [index, found.values[i] as number]))
      this.#weights.set(label, weights)
    }
    return this.#weights.get(label)
  }
}

function each(x: Vector, visit: (index: number, value: number) => void): void {
  if (isSparse(x)) for (let j = 0; j < x.indices.length; j++) visit(x.indices[j] as number, x.values[j] as number)
  else for (let i = 0; i < x.length; i++) visit(i, x[i] as number)
}
