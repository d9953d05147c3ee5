import { log, logSumExp, type SnapshotReader, type SnapshotWriter, type Vector } from '@rivulet/core'
import { BayesMixture } from './bayesMixture.ts'
import { Centring } from './centring.ts'
import { EXPERTS, Experts, FAMILIES, J, RATES } from './experts.ts'
import type { Head } from './head.ts'
import { Inputs } from './inputs.ts'
import { LogisticHead } from './logisticHead.ts'
import { Mixer } from './mixer.ts'
import { NormalizedInputs } from './normalizedInputs.ts'
import { Slots } from './slots.ts'
import { SoftmaxHead } from './softmaxHead.ts'

/** What is dealt out anew among the experts in event t, times 1/(t + 1), and between B and M. */
const SHARE = 0.3

/** Scores stay within, so that a probability is never 0. */
const CLAMP = 30

/** Everything that an {@link AutoClassifier} has learned beside its labels, and the order in which the parts work. */
export class MixtureState {
  readonly slots: Slots = new Slots()
  readonly experts: Experts
  readonly bayes: BayesMixture = new BayesMixture(J, SHARE)
  readonly mixer: Mixer = new Mixer(J + 1)
  /** Between the Bayes mixture B and the mixer's M: never worse than B by more than ln 2 and the share. */
  readonly guard: BayesMixture = new BayesMixture(2, SHARE / 2)
  readonly #inputs = new Inputs()
  readonly #centring = new Centring()
  readonly #scale = new NormalizedInputs()
  #head: Head
  #z: Float64Array
  #steps: Float64Array

  /**
   * @param classes - K
   * @param open - whether more may come, so that even two classes have a score each
   */
  constructor(classes: number, open: boolean) {
    this.#head = classes === 2 && !open ? new LogisticHead() : new SoftmaxHead(classes)
    const { rows } = this.#head
    this.experts = new Experts(rows)
    this.#z = new Float64Array(rows * J)
    this.#steps = new Float64Array(rows * J)
  }

  /** Whether x is what was scored last, with nothing learned since: all that follows from it is still there. */
  holds(x: Vector): boolean {
    return this.#inputs.hold(x)
  }

  /** x → x̃ → s → z → p, into scratch. Changes no state, but gives slots to new features if they are to be admitted. */
  score(x: Vector, admit: boolean): void {
    const inputs = this.#inputs
    inputs.gather(x, this.slots, admit)
    const z = this.#z
    const { size } = this.slots
    this.#centring.grow(size)
    this.#scale.grow(size)
    this.experts.grow(size)
    this.#centring.apply(inputs)
    this.#scale.apply(inputs)
    this.experts.scores(inputs, z)
    for (let j = 0; j < z.length; j++) {
      if (z[j]! > CLAMP) z[j] = CLAMP
      else if (z[j]! < -CLAMP) z[j] = -CLAMP
    }
    this.#head.link(z)
  }

  /** The beliefs and probabilities that follow from the scores. */
  answer(): { beliefs: number[]; probabilities: number[] } {
    const beliefs = this.#head.believe(this.#z, this.bayes, this.mixer)
    return { beliefs, probabilities: this.#head.answer(beliefs, this.guard.weights[0]!) }
  }

  /** How many beliefs a ticket over so many classes has. */
  beliefs(classes: number): number {
    return this.#head.beliefs(classes)
  }

  /** Shows a label to all that mix. */
  judge(beliefs: readonly number[], classes: number, y: number, t: number, weight: number): void {
    const logistic = this.#head instanceof LogisticHead
    const head = logistic || classes === this.#head.rows ? this.#head : new SoftmaxHead(classes)
    head.judge(beliefs, y, this, t, weight)
  }

  /** One step of every expert at the scores of the inputs. */
  step(y: number, eta: number, weight: number): void {
    const inputs = this.#inputs
    const head = this.#head
    const z = this.#z
    const f = this.#steps
    this.#scale.learn(inputs, head.residuals(y, f), weight)
    this.#centring.learn(inputs)
    const reach = this.experts.reach(inputs)
    const { unit } = this.#scale
    for (let j = 0; j < J; j++) {
      const family = FAMILIES[j]!
      const length = weight * eta * RATES[j]! * (family === 2 ? unit * unit : unit)
      if (EXPERTS[j]!.implicit) head.land(z, y, j, length * reach[family]!, f)
      for (let at = j; at < f.length; at += J) f[at]! *= length
    }
    this.experts.step(inputs, f)
    inputs.forget()
  }

  /** Takes in a class that has not been seen in t events: its bias gives it ½/(t + K/2) of this event's probability. */
  addClass(t: number): void {
    const z = this.#z
    const k = this.#head.rows
    this.#head = new SoftmaxHead(k + 1)
    this.experts.widen(k + 1)
    this.#steps = new Float64Array((k + 1) * J)
    this.#z = new Float64Array((k + 1) * J)
    this.#z.set(z)
    for (let j = 0; j < J && k > 0; j++) {
      const others = logSumExp(Array.from({ length: k }, (_, c) => z[c * J + j]!))
      const bias = others + log(0.5 / (t + k / 2))
      this.experts.setBias(k, j, bias)
      this.#z[k * J + j] = bias
    }
    this.#head.link(this.#z)
    this.#inputs.forget()
  }

  /** Long steps and a quick mixture again. */
  reopen(): void {
    this.#inputs.forget()
    this.#scale.reopen()
    this.mixer.reopen()
  }

  /** Bias and weights of a class in units of the features, meaned over the experts by π. */
  coefficients(y: number): { bias: number; indices: number[]; values: number[] } {
    const [row, sign] = this.#head instanceof LogisticHead ? [0, y === 1 ? 1 : -1] : [y, 1]
    const mean = (slot: number): number => {
      let sum = 0
      for (let j = 0; j < J; j++) sum += this.bayes.weights[j]! * this.experts.weight(slot, row, j)
      return sign * sum
    }
    let bias = mean(0)
    const pairs = this.slots.features.map((feature, k): [number, number] => {
      const largest = this.#scale.largest(k + 1)
      const scaled = largest > 0 ? mean(k + 1) : 0
      if (largest > 0) bias -= scaled * (this.#centring.mean(k + 1) / largest)
      return [feature, largest > 0 ? scaled / largest : 0]
    })
    pairs.sort((a, b) => a[0] - b[0])
    return { bias, indices: pairs.map(([feature]) => feature), values: pairs.map(([, value]) => value) }
  }

  /** Writes every part. */
  save(to: SnapshotWriter): void {
    this.slots.save(to.child('slots'))
    this.#centring.save(to.child('centring'))
    this.#scale.save(to.child('scale'))
    this.experts.save(to.child('experts'))
    this.bayes.save(to.child('bayes'))
    this.mixer.save(to.child('mixer'))
    this.guard.save(to.child('guard'))
  }

  /** Takes every saved part; to be called on a new one. */
  load(from: SnapshotReader): void {
    this.slots.load(from.child('slots'))
    const { size } = this.slots
    this.#centring.load(from.child('centring'), size)
    this.#scale.load(from.child('scale'), size)
    this.experts.load(from.child('experts'), size)
    this.bayes.load(from.child('bayes'))
    this.mixer.load(from.child('mixer'))
    this.guard.load(from.child('guard'))
  }
}
