import { log, type SnapshotReader, type SnapshotWriter, type Stateful, type Vector } from '@rivulet/core'
import type { Coefficients } from '../coefficients.ts'
import type { MemoryUse } from '../memoryUse.ts'
import { Attribution, type SignedRow } from './attribution.ts'
import type { InteractionChoice } from './autoOptions.ts'
import { DERIVED, J } from './expertList.ts'
import type { Belief, Head, Linked } from './head.ts'
import { derivedExperts, INTERACTIONS_BYTES, Interactions } from './interactions.ts'
import { LinearBank } from './linearBank.ts'
import { LogisticHead } from './logisticHead.ts'
import { Mixing } from './mixing.ts'
import { SoftmaxHead } from './softmaxHead.ts'

/** How a mixture is made. */
export interface MixtureOptions {
  /** Whether more classes may come, so that even two have a score each. */
  readonly open: boolean
  /** How many features an event has, if it is known. */
  readonly features: number | undefined
  /** The most that everything may take. */
  readonly maxBytes: number
  /** What there is beside the linear experts. */
  readonly interactions: InteractionChoice
}

/** An event that was scored. It is scratch memory: good until the next event is scored or this one is learned. */
export interface Scored {
  /** What the linear experts say, then those of the trees, then those of the products, as far as they are awake. */
  readonly linked: readonly Linked[]
  /** What was believed of it, once it is answered. */
  belief: Belief | undefined
}

/**
 * Everything that an {@link AutoClassifier} has learned beside its labels. An event is
 *
 * score(x) → {@link Scored};  believe(scored) → {@link Belief};  judge(belief, y);  step(scored, y)
 */
export class Mixture implements Stateful {
  readonly mixing: Mixing
  readonly #maxBytes: number
  readonly #choice: InteractionChoice
  readonly #experts: number
  readonly #linear: LinearBank
  #interactions: Interactions | undefined
  #head: Head
  /** The event scored last, if nothing was learned since. */
  #last: Scored | undefined

  /** @param classes - K */
  constructor(classes: number, { open, features, maxBytes, interactions }: MixtureOptions) {
    this.#maxBytes = maxBytes
    this.#choice = maxBytes < 2 * INTERACTIONS_BYTES ? 'none' : interactions
    this.#experts = J + derivedExperts(this.#choice, open ? 0 : classes)
    this.mixing = new Mixing(this.#experts)
    this.#head = classes === 2 && !open ? new LogisticHead(this.#experts) : new SoftmaxHead(classes, this.#experts)
    const room = { maxBytes: maxBytes - (this.#experts > J ? INTERACTIONS_BYTES : 0), spare: open ? 2 : 1 }
    this.#linear = new LinearBank(this.#head, features, room)
    if (derivedExperts(this.#choice, classes) > 0) {
      this.#interactions = new Interactions(this.#choice, this.#linear.table, this.#head)
    }
  }

  /**
   * x → z → p. Changes no state, but gives rows to new features if they are to be admitted.
   *
   * @throws InvalidEvent for features that are none, before anything changes
   */
  score(x: Vector, admit: boolean): Scored {
    this.#last = undefined
    // Who is awake does not depend on whether this event's features are admitted.
    const awake = this.#interactions?.isAwake(this.#linear.events) ?? false
    const linked = [this.#linear.score(x, admit)]
    if (awake) this.#interactions!.score(linked, this.#linear.inputs, admit)
    this.#last = { linked, belief: undefined }
    return this.#last
  }

  /** The scoring of x that a prediction has left, if x is what was scored last and nothing has changed since. */
  scoredLast(x: Vector): Scored | undefined {
    const last = this.#last
    if (last === undefined || this.#interactions?.isComplete(last.linked) === false) return undefined
    return this.#linear.holds(x) ? last : undefined
  }

  /** What is believed of an event now. */
  believe(scored: Scored): Belief {
    scored.belief = this.#head.believe(scored.linked, this.mixing)
    return scored.belief
  }

  /** The belief whose numbers a ticket over so many classes carried: that of the event at hand, if they are its own. */
  recall(scored: Scored, numbers: readonly number[], classes: number): Belief {
    if (scored.belief?.numbers === numbers) return scored.belief
    return this.#head.recall(numbers, classes, this.mixing)
  }

  /** How full the memory is. */
  get memory(): MemoryUse {
    const { memory } = this.#linear
    return { ...memory, bytes: memory.bytes + (this.#interactions?.bytes ?? 0), maxBytes: this.#maxBytes }
  }

  /** Whether one class more would fit into memory. */
  get hasRoomForClass(): boolean {
    return this.#linear.fits(this.#head.rows + 1)
  }

  /** Whether a ticket over so many classes can carry so many numbers. */
  mayCarry(numbers: number, classes: number): boolean {
    const awake = this.#head.awake(numbers, classes)
    return (classes === 0 && numbers === 0) || (awake >= J && awake <= this.#experts && (awake - J) % DERIVED === 0)
  }

  /** Shows a label to all that mix. */
  judge(belief: Belief, y: number, t: number, weight: number): void {
    belief.judge(y, this.mixing, t, weight)
  }

  /** One step of every expert at the scores of an event. */
  step({ linked }: Scored, y: number, eta: number, weight: number): void {
    this.#interactions?.step(linked, this.#linear.inputs, y, eta, weight)
    this.#linear.step(linked[0]!, y, eta, weight)
    this.#last = undefined
  }

  /**
   * Takes in a class that has not been seen in t events: its bias gives it ½/(t + K/2) of this event's probability.
   *
   * @returns the event scored last, with a score for the new class
   */
  addClass(t: number, { linked }: Scored): Scored {
    const k = this.#head.rows
    const odds = log(0.5 / (t + k / 2))
    this.#head = new SoftmaxHead(k + 1, this.#experts)
    this.#last = undefined
    const said = [this.#linear.addClass(this.#head, odds)]
    if (derivedExperts(this.#choice, k + 1) === 0) this.#interactions = undefined
    if (this.#interactions !== undefined) said.push(...this.#interactions.addClass(linked, this.#head, odds))
    return { linked: said, belief: undefined }
  }

  /** Long steps and a quick mixture again. */
  reopen(): void {
    this.#last = undefined
    this.#linear.reopen()
    this.#interactions?.reopen()
    this.mixing.mixer.reopen()
  }

  /** Bias and weights of a class in units of the features, meaned over the experts by π. */
  coefficients(y: number): Coefficients {
    const [row, sign] = this.#head instanceof LogisticHead ? [0, y === 1 ? 1 : -1] : [y, 1]
    return this.#linear.coefficients(row, sign, this.mixing.bayes.weights)
  }

  /** How much of the mixture the linear experts have, of those that are awake. */
  get linearShare(): number {
    const { weights } = this.mixing.bayes
    return weights.slice(0, J).reduce((a, b) => a + b, 0) / weights.reduce((a, b) => a + b, 0)
  }

  /**
   * A mean score Σ_j π_j z_j of x taken apart: that of a class, or of one less another. Features are the table's own here.
   *
   * @throws InvalidEvent for features that are none
   */
  attribute(x: Vector, y: number, against: number | undefined): Attribution {
    const { linked } = this.score(x, false)
    const awake = linked.reduce((sum, { experts }) => sum + experts, 0)
    const logistic = this.#head instanceof LogisticHead
    const one: readonly SignedRow[] = [logistic ? [0, y === 1 ? 1 : -1] : [y, 1]]
    const rows: readonly SignedRow[] = logistic || against === undefined ? one : [...one, [against, -1]]
    const to = new Attribution([...this.mixing.bayes.weights.subarray(0, awake)], rows)
    this.#linear.attribute(to)
    this.#interactions?.attribute(to, linked, this.#linear.inputs)
    return to
  }

  /** The feature of a row. */
  featureOf(row: number): number {
    return this.#linear.table.features[row - 1]!
  }

  /** Writes every part. */
  save(to: SnapshotWriter): void {
    this.#linear.save(to)
    this.#interactions?.save(to.child('interactions'))
    this.mixing.save(to)
  }

  /** Takes every saved part; to be called on a new one. */
  load(from: SnapshotReader): void {
    this.#linear.load(from)
    this.#interactions?.load(from.child('interactions'))
    this.mixing.load(from)
  }
}
