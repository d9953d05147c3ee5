import { log, logSumExp, type SnapshotReader, type SnapshotWriter, type Stateful, type Vector } from '@rivulet/core'
import type { Coefficients } from '../coefficients.ts'
import type { MemoryUse } from '../memoryUse.ts'
import { J } from './expertList.ts'
import type { Belief, Head, Linked } from './head.ts'
import { LinearBank } from './linearBank.ts'
import { LogisticHead } from './logisticHead.ts'
import { Mixing } from './mixing.ts'
import { SoftmaxHead } from './softmaxHead.ts'

/** An event that was scored. It is scratch memory: good until the next event is scored or this one is learned. */
export interface Scored {
  readonly linked: Linked
  /** What was believed of it, once it is answered. */
  belief: Belief | undefined
}

/**
 * Everything that an {@link AutoClassifier} has learned beside its labels. An event is
 *
 * score(x) → {@link Scored};  believe(scored) → {@link Belief};  judge(belief, y);  step(scored, y)
 */
export class Mixture implements Stateful {
  readonly mixing: Mixing = new Mixing()
  readonly #bank: LinearBank
  #head: Head
  #z: Float64Array
  /** The event scored last, if nothing was learned since. */
  #last: Scored | undefined

  /**
   * @param classes - K
   * @param open - whether more may come, so that even two classes have a score each
   * @param features - how many an event has, if it is known
   * @param maxBytes - the most that the weights may take
   */
  constructor(classes: number, open: boolean, features: number | undefined, maxBytes: number) {
    this.#head = classes === 2 && !open ? new LogisticHead() : new SoftmaxHead(classes)
    const { rows } = this.#head
    this.#bank = new LinearBank(rows, features, { maxBytes, spare: open ? 2 : 1 })
    this.#z = new Float64Array(rows * J)
  }

  /**
   * x → z → p. Changes no state, but gives rows to new features if they are to be admitted.
   *
   * @throws InvalidEvent for features that are none, before anything changes
   */
  score(x: Vector, admit: boolean): Scored {
    this.#last = undefined
    this.#bank.score(x, admit, this.#z)
    return this.#link()
  }

  /** The scoring of x that a prediction has left, if x is what was scored last and nothing has changed since. */
  scoredLast(x: Vector): Scored | undefined {
    return this.#last !== undefined && this.#bank.holds(x) ? this.#last : undefined
  }

  /** What is believed of an event now. */
  believe(scored: Scored): Belief {
    scored.belief = scored.linked.believe(this.mixing)
    return scored.belief
  }

  /** The belief whose numbers a ticket over so many classes carried: that of the event at hand, if they are its own. */
  recall(scored: Scored, numbers: readonly number[], classes: number): Belief {
    if (scored.belief?.numbers === numbers) return scored.belief
    return this.#head.recall(numbers, classes, this.mixing.mixer)
  }

  /** How full the memory is. */
  get memory(): MemoryUse {
    return this.#bank.memory
  }

  /** Whether one class more would fit into memory. */
  get hasRoomForClass(): boolean {
    return this.#bank.fits(this.#head.rows + 1)
  }

  /** How many numbers the belief of a ticket over so many classes is. */
  numbers(classes: number): number {
    return this.#head.numbers(classes)
  }

  /** Shows a label to all that mix. */
  judge(belief: Belief, y: number, t: number, weight: number): void {
    belief.judge(y, this.mixing, t, weight)
  }

  /** One step of every expert at the scores of an event. */
  step({ linked }: Scored, y: number, eta: number, weight: number): void {
    this.#bank.step(linked, y, eta, weight)
    this.#last = undefined
  }

  /**
   * Takes in a class that has not been seen in t events: its bias gives it ½/(t + K/2) of this event's probability.
   *
   * @returns the event scored last, with a score for the new class
   */
  addClass(t: number): Scored {
    const z = this.#z
    const k = this.#head.rows
    this.#head = new SoftmaxHead(k + 1)
    this.#bank.addRow(k + 1)
    this.#z = new Float64Array((k + 1) * J)
    this.#z.set(z)
    for (let j = 0; j < J && k > 0; j++) {
      const others = logSumExp(Array.from({ length: k }, (_, c) => z[c * J + j]!))
      const bias = others + log(0.5 / (t + k / 2))
      this.#bank.setBias(k, j, bias)
      this.#z[k * J + j] = bias
    }
    const scored = this.#link()
    this.#last = undefined
    return scored
  }

  /** Long steps and a quick mixture again. */
  reopen(): void {
    this.#last = undefined
    this.#bank.reopen()
    this.mixing.mixer.reopen()
  }

  /** Bias and weights of a class in units of the features, meaned over the experts by π. */
  coefficients(y: number): Coefficients {
    const [row, sign] = this.#head instanceof LogisticHead ? [0, y === 1 ? 1 : -1] : [y, 1]
    return this.#bank.coefficients(row, sign, this.mixing.bayes.weights)
  }

  /** Writes every part. */
  save(to: SnapshotWriter): void {
    this.#bank.save(to)
    this.mixing.save(to)
  }

  /** Takes every saved part; to be called on a new one. */
  load(from: SnapshotReader): void {
    this.#bank.load(from)
    this.mixing.load(from)
  }

  #link(): Scored {
    this.#last = { linked: this.#head.link(this.#z), belief: undefined }
    return this.#last
  }
}
