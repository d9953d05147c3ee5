import {
  argmax,
  check,
  checkProbabilities,
  checkTicket,
  InvalidEvent,
  type Label,
  Labels,
  type LearnOptions,
  logLoss,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  type Vector,
} from '@rivulet/core'
import { checkSaved, natural, readArray } from '@rivulet/core/snapshot'
import { checkLearnOptions, checkStep } from '../checkStep.ts'
import { noRoom } from '../memoryUse.ts'
import type { InteractionChoice } from './autoOptions.ts'
import { Mixture, type Scored } from './mixture.ts'

/** What a mixture is made by, beside its classes. */
export interface MixtureSettings {
  readonly features: number | undefined
  readonly maxBytes: number
  readonly interactions: InteractionChoice
}

/**
 * A {@link Mixture} whose classes have labels: what it says of an event is an answer with a ticket, and a label, which may be a
 * new one, or late, becomes a step.
 */
export class LabelledMixture<const L extends Label> {
  readonly #settings: MixtureSettings
  #labels: Labels<L>
  #mixture: Mixture
  #t = 0
  #opened = 0

  /**
   * @param labels - none of the open ones known yet
   * @param settings - what every mixture of it is made by
   */
  constructor(labels: Labels<L>, settings: MixtureSettings) {
    this.#settings = settings
    this.#labels = labels
    this.#mixture = this.#newMixture(labels)
  }

  /** Events learned. */
  get t(): number {
    return this.#t
  }

  /** The classes. */
  get labels(): Labels<L> {
    return this.#labels
  }

  /** What has learned them. */
  get mixture(): Mixture {
    return this.#mixture
  }

  /** The number of a class that is known. */
  indexOf(label: L): number {
    const k = this.#labels.indexOf(label)
    check(k >= 0, 'label', 'one of the labels known', label)
    return k
  }

  /** The answer to an event. Changes no state. */
  predict(x: Vector): Prediction<L> {
    return this.#answer(this.#mixture.score(x, false))
  }

  /** One step on one example. */
  learn(x: Vector, y: L, how: LearnOptions<L>): number {
    checkLearnOptions(how)
    const known = this.#labels.indexOf(y)
    if (known < 0) this.#checkNew(y)
    const { eta = 1, weight = 1, ticket } = how
    checkStep(eta, weight)
    let scored = this.#mixture.scoredLast(x)
    if (ticket !== undefined) {
      if (this.#isAnswerTo(scored, ticket)) checkProbabilities(ticket)
      else this.#checkTicket(ticket)
    }
    scored ??= this.#mixture.score(x, true)
    const judged = ticket ?? this.#answer(scored)
    const loss = logLoss(judged, y)
    if (known < 0) scored = this.#mixture.addClass(this.#t, scored)
    const k = known < 0 ? this.#labels.admit(y) : known
    if (weight > 0) {
      const { labels } = judged
      const then = labels === this.#labels.list ? k : labels.indexOf(y)
      if (then >= 0) {
        const belief = this.#mixture.recall(scored, judged.beliefs!, labels.length)
        this.#mixture.judge(belief, then, this.#t - this.#opened, weight)
      }
      this.#mixture.step(scored, k, eta, weight)
    }
    this.#t += 1
    return loss
  }

  /** Lets the steps be long and the mixture be quick again. */
  reopen(): void {
    this.#opened = this.#t
    this.#mixture.reopen()
  }

  /** Writes counts, labels, and everything learned. */
  save(to: SnapshotWriter): void {
    to.array('counts', [this.#t, this.#opened])
    this.#labels.save(to.child('labels'))
    this.#mixture.save(to)
  }

  /** Takes what was saved; if that fails, nothing has changed. */
  load(from: SnapshotReader): void {
    const [t, opened] = readArray(from, 'counts', 'F64', 2, natural) as unknown as [number, number]
    checkSaved(opened <= t, 'counts[1]', `at most ${t}, the events learned`, opened)
    const labels = new Labels<L>(this.#labels.open ? 'open' : this.#labels.list, { maxLabels: this.#labels.maxLabels })
    labels.load(from.child('labels'))
    const mixture = this.#newMixture(labels)
    mixture.load(from)
    this.#labels = labels
    this.#mixture = mixture
    this.#t = t
    this.#opened = opened
  }

  #newMixture({ size, open }: Labels<L>): Mixture {
    return new Mixture(size, { open, ...this.#settings })
  }

  #answer(scored: Scored): Prediction<L> {
    const labels = this.#labels.list
    const belief = this.#mixture.believe(scored)
    const beliefs = belief.numbers
    const probabilities = belief.answer(this.#mixture.mixing.trust)
    const label = labels[argmax(probabilities)]
    if (!this.#labels.open) return { label, labels, probabilities, beliefs }
    // Of t + K + 1 pseudo-counts one is kept for a class that has not been seen.
    return { label, labels, probabilities, beliefs, unseen: 1 / (this.#t + labels.length + 1) }
  }

  /** Whether the ticket is the answer itself that was given to the event at hand, which needs no check. */
  #isAnswerTo(scored: Scored | undefined, { beliefs, labels }: Prediction<L>): boolean {
    const belief = scored?.belief
    return belief !== undefined && labels === this.#labels.list && beliefs === belief.numbers
  }

  /** Refuses a label that would be a new class, if it is none or there is no room for another. */
  #checkNew(y: L): void {
    this.#labels.check(y)
    if (!this.#mixture.hasRoomForClass) throw noRoom(y, this.#labels.size, this.#settings.maxBytes)
  }

  #checkTicket(ticket: Prediction<L>): void {
    checkTicket(ticket)
    const { beliefs = [], labels } = ticket
    if (this.#mixture.mayCarry(beliefs.length, labels.length) && labels.length <= this.#labels.size) return
    throw new InvalidEvent(`ticket should have beliefs of this learner for its ${labels.length} labels, but has not`)
  }
}
