import type { SnapshotReader, SnapshotWriter, Stateful, Vector } from '@rivulet/core'
import { readArray } from '@rivulet/core/snapshot'
import type { Loss, UpdateRule } from '@rivulet/optim'
import type { Weights } from './weights.ts'

/** An update rule at work, with what it remembers from event to event: the first pass over the event if it has one, then the steps. */
export class Stepper implements Stateful {
  readonly rule: UpdateRule
  readonly #memory: Float64Array

  /** @param rule - how a gradient moves the weights */
  constructor(rule: UpdateRule) {
    this.rule = rule
    this.#memory = new Float64Array(rule.event?.memory ?? 0)
  }

  /** One step at the scores z; the gradient ∂ℓ/∂z is overwritten by what the first pass makes of it. */
  step(weights: Weights, x: Vector, gradient: Float64Array, eta: number, loss: Loss, z: Float64Array, y: number): void {
    const { event } = this.rule
    if (event !== undefined) {
      if (gradient.every((g) => g === 0)) return
      const sums = new Float64Array(gradient.length + 1)
      weights.measure(event, x, gradient, sums)
      event.aim(gradient, sums, this.#memory, eta, loss, () => loss.value(z, y))
    }
    weights.step(x, gradient, eta)
  }

  /** Writes what it remembers. */
  save(to: SnapshotWriter): void {
    to.array('memory', this.#memory)
  }

  /** Takes what was saved. */
  load(from: SnapshotReader): void {
    this.#memory.set(readArray(from, 'memory', 'F64', this.#memory.length))
  }
}
