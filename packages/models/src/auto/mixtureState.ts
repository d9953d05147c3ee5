import { log, logSumExp, type SnapshotReader, type SnapshotWriter, type Vector } from '@rivulet/core'
import { BayesMixture } from './bayesMixture.ts'
import { Centring } from './centring.ts'
import { J, LONGEST_ADAPTIVE, LONGEST_CONSTANT } from './expertList.ts'
import { Experts, WEIGHTS } from './experts.ts'
import { FeatureTable } from './featureTable.ts'
import type { Head } from './head.ts'
import { Inputs } from './inputs.ts'
import { LogisticHead } from './logisticHead.ts'
import { Mixer } from './mixer.ts'
import { NormalizedInputs } from './normalizedInputs.ts'
import { SoftmaxHead } from './softmaxHead.ts'

/** What is dealt out anew among the experts in event t, times 1/(t + 1), and between B and M. */
const SHARE = 0.3

/** Everything that an {@link AutoClassifier} has learned beside its labels, and the order in which the parts work. */
export class MixtureState {
  readonly experts: Experts
  readonly bayes: BayesMixture = new BayesMixture(J, SHARE)
  readonly mixer: Mixer = new Mixer()
  /** Between the Bayes mixture B and the mixer's M: never worse than B by more than ln 2 and the share. */
  readonly guard: BayesMixture = new BayesMixture(2, SHARE / 2)
  readonly #features: number | undefined
  readonly #inputs = new Inputs()
  readonly #table: FeatureTable
  readonly #centring: Centring
  readonly #scale: NormalizedInputs
  #head: Head
  #z: Float64Array
  #steps: Float64Array
  #answered: readonly number[] | undefined

  /**
   * @param classes - K
   * @param open - whether more may come, so that even two classes have a score each
   * @param features - how many an event has, if it is known
   */
  constructor(classes: number, open: boolean, features: number | undefined) {
    this.#head = classes === 2 && !open ? new LogisticHead() : new SoftmaxHead(classes)
    const { rows } = this.#head
    this.#features = features
    this.#table = new FeatureTable(WEIGHTS + rows * J)
    this.#centring = new Centring(this.#table)
    this.#scale = new NormalizedInputs(this.#table)
    this.experts = new Experts(this.#table)
    this.#z = new Float64Array(rows * J)
    this.#steps = new Float64Array(rows * J)
  }

  /** Whether x is what was scored last, with nothing learned since: all that follows from it is still there. */
  holds(x: Vector): boolean {
    return this.#inputs.hold(x)
  }

  /**
   * x → x̃ → s → z → p, into scratch. Changes no state, but gives rows to new features if they are to be admitted.
   *
   * @throws InvalidEvent for features that are none, before anything changes
   */
  score(x: Vector, admit: boolean): void {
    const inputs = this.#inputs
    const table = this.#table
    const thresholds = this.#centring.begin()
    if (!inputs.gather(x, table, this.#features, thresholds) && admit) {
      table.admitAll(x)
      inputs.gather(x, table, this.#features, thresholds)
    }
    const z = this.#z
    this.experts.scores(inputs, z)
    this.#head.link(z)
    this.#answered = undefined
  }

  /** The beliefs and probabilities that follow from the scores. */
  answer(): { beliefs: number[]; probabilities: number[] } {
    const beliefs = this.#head.believe(this.#z, this.bayes, this.mixer)
    this.#answered = beliefs
    return { beliefs, probabilities: this.#head.answer(beliefs, this.guard.weights[0]!) }
  }

  /** Whether these beliefs are the last answer's own. */
  answered(beliefs: readonly number[] | undefined): boolean {
    return beliefs !== undefined && beliefs === this.#answered
  }

  /** How many beliefs a ticket over so many classes has. */
  beliefs(classes: number): number {
    return this.#head.beliefs(classes)
  }

  /** Shows a label to all that mix. */
  judge(beliefs: readonly number[], classes: number, y: number, t: number, weight: number): void {
    const logistic = this.#head instanceof LogisticHead
    const head = logistic || classes === this.#head.rows ? this.#head : new SoftmaxHead(classes)
    if (beliefs !== this.#answered) head.recall(beliefs, this.mixer)
    head.judge(y, this, t, weight)
  }

  /** One step of every expert at the scores of the inputs. */
  step(y: number, eta: number, weight: number): void {
    const inputs = this.#inputs
    const head = this.#head
    const z = this.#z
    const f = this.#steps
    const reach = this.experts.reach(inputs, weight * head.residuals(y, f))
    this.#centring.learn(inputs)
    this.#scale.learn(reach[1]!, weight)
    const lengths = this.experts.lengths(this.#scale.unit, weight * eta)
    head.land(z, y, LONGEST_ADAPTIVE, lengths[LONGEST_ADAPTIVE]! * reach[0]!, f)
    head.land(z, y, LONGEST_CONSTANT, lengths[LONGEST_CONSTANT]! * reach[1]!, f)
    this.experts.step(inputs, f, lengths)
    inputs.forget()
    this.#answered = undefined
  }

  /** Takes in a class that has not been seen in t events: its bias gives it ½/(t + K/2) of this event's probability. */
  addClass(t: number): void {
    const z = this.#z
    const k = this.#head.rows
    this.#head = new SoftmaxHead(k + 1)
    this.#widen(WEIGHTS + (k + 1) * J)
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
    this.#answered = undefined
  }

  /** The inputs' places move with the rows. */
  #widen(columns: number): void {
    const { places, count } = this.#inputs
    const table = this.#table
    const before = table.width
    table.widen(columns)
    for (let k = 0; k < count; k++) places[k] = (places[k]! / before) * table.width
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
    const mean = (at: number): number => {
      let sum = 0
      for (let j = 0; j < J; j++) sum += this.bayes.weights[j]! * this.experts.weight(at, row, j)
      return sign * sum
    }
    let bias = mean(0)
    const pairs = this.#table.features.map((feature): [number, number] => {
      const at = this.#table.placeOf(feature)
      const largest = this.#scale.largest(at)
      if (!(largest > 0)) return [feature, 0]
      const scaled = mean(at)
      bias -= scaled * (this.#centring.mean(at) / largest)
      return [feature, scaled / largest]
    })
    pairs.sort((a, b) => a[0] - b[0])
    return { bias, indices: pairs.map(([feature]) => feature), values: pairs.map(([, value]) => value) }
  }

  /** Writes every part. */
  save(to: SnapshotWriter): void {
    this.#centring.save(to.child('centring'))
    this.#scale.save(to.child('scale'))
    this.#table.save(to.child('table'))
    this.bayes.save(to.child('bayes'))
    this.mixer.save(to.child('mixer'))
    this.guard.save(to.child('guard'))
  }

  /** Takes every saved part; to be called on a new one. */
  load(from: SnapshotReader): void {
    this.#centring.load(from.child('centring'))
    this.#scale.load(from.child('scale'))
    this.#table.load(from.child('table'))
    this.bayes.load(from.child('bayes'))
    this.mixer.load(from.child('mixer'))
    this.guard.load(from.child('guard'))
  }
}
