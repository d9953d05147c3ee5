import type { Label, Learner, LearnOptions, Prediction, SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { readExpected, record } from '@rivulet/core/snapshot'
import { checkParts } from './checkParts.ts'
import type { Step } from './step.ts'
import type { PipelineTicket } from './ticket.ts'

/**
 * Steps and a learner as one learner; made by `pipeline`, where it is explained.
 */
export class PipelineLearner<A, X, const L extends Label = Label> implements Learner<A, L> {
  readonly #steps: readonly Step<unknown, unknown>[]
  readonly #learner: Learner<X, L>
  /** The learner's own next step size, if it has one. */
  readonly eta?: () => number
  /** Re-opens the learner's step size, if it can; the steps go on as they are. */
  readonly reopen?: () => void

  constructor(steps: readonly Step<unknown, unknown>[], learner: Learner<X, L>) {
    checkParts(steps, learner)
    this.#steps = steps
    this.#learner = learner
    if (learner.eta !== undefined) this.eta = () => (learner.eta as () => number)()
    if (learner.reopen !== undefined) this.reopen = () => (learner.reopen as () => void)()
  }

  /** Events learned. */
  get t(): number {
    return this.#learner.t
  }

  /** The classes known so far. */
  get labels(): readonly L[] {
    return this.#learner.labels
  }

  /** What the steps make of an event now: the x that the learner would see. */
  transform(a: A): X {
    return this.#inputs(a).at(-1) as X
  }

  /** The learner's prediction for the transformed event, which goes with it. */
  predict(a: A): PipelineTicket<X, L> {
    const x = this.transform(a)
    const ticket = this.#learner.predict(x)
    return hasX(ticket) ? { ...ticket, x, inner: ticket } : { ...ticket, x }
  }

  /**
   * Teaches the learner with the ticket's x, or today's without a ticket; then the transformers, each with its own
   * input.
   *
   * @throws InvalidEvent for what a step or the learner refuses, before anything changes
   */
  learn(a: A, y: L, how: LearnOptions<L> = {}): number {
    const inputs = this.#inputs(a)
    const { ticket, weight = 1 } = how
    const loss =
      ticket !== undefined && hasX<X, L>(ticket)
        ? this.#learner.learn(ticket.x, y, { ...how, ticket: ticket.inner ?? ticket })
        : this.#learner.learn(inputs.at(-1) as X, y, how)
    if (weight === 0) return loss
    for (const [i, step] of this.#steps.entries()) {
      if (typeof step !== 'function') step.learn(inputs[i])
    }
    return loss
  }

  /** Writes every transformer and the learner as parts of their own. */
  save(to: SnapshotWriter): void {
    to.text('steps', this.#kinds)
    record(this.#parts).save(to)
  }

  /** Restores all parts, or throws and changes none. */
  load(from: SnapshotReader): void {
    readExpected(from, 'steps', this.#kinds)
    record(this.#parts).load(from)
  }

  /** The event, and what each step makes of it. */
  #inputs(a: A): unknown[] {
    const inputs: unknown[] = [a]
    for (const [i, step] of this.#steps.entries()) {
      inputs.push(typeof step === 'function' ? step(inputs[i]) : step.transform(inputs[i]))
    }
    return inputs
  }

  get #kinds(): string {
    return this.#steps.map((step) => (typeof step === 'function' ? 'function' : 'transformer')).join(' ')
  }

  get #parts(): Record<string, Stateful> {
    const parts: Record<string, Stateful> = {}
    for (const [i, step] of this.#steps.entries()) if (typeof step !== 'function') parts[`step ${i + 1}`] = step
    return { ...parts, learner: this.#learner }
  }
}

function hasX<X, L extends Label>(ticket: Prediction<L>): ticket is PipelineTicket<X, L> {
  return Object(ticket) === ticket && 'x' in ticket
}
