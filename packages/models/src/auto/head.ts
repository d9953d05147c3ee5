import type { BayesMixture } from './bayesMixture.ts'
import type { Mixer } from './mixer.ts'

/**
 * How scores become probabilities: {@link LogisticHead} for two classes, {@link SoftmaxHead} for any number.
 *
 * Scores z and what follows from them lie class by class, and in it expert by expert. Beliefs are what a ticket carries:
 * what every expert says, then the Bayes mixture's probabilities B, then the mixer's M. A late label is judged by them;
 * the experts' step is taken at the scores of its own day.
 */
export interface Head {
  /** Scores an expert gives. */
  readonly rows: number
  /** z → p, which the head keeps until the next call, for the beliefs and residuals that follow from it. */
  link(z: Float64Array): void
  /** The beliefs that follow from scores just linked; they can be judged until the next call of this or `recall`. */
  believe(z: Float64Array, bayes: BayesMixture, mixer: Mixer): number[]
  /** How many beliefs a ticket over so many classes has. */
  beliefs(classes: number): number
  /** Probabilities: trust · B + (1 − trust) · M. */
  answer(beliefs: readonly number[], trust: number): number[]
  /** Takes the beliefs of a ticket, to be judged. */
  recall(beliefs: readonly number[], mixer: Mixer): void
  /** Shows the label to what mixes. */
  judge(y: number, mixing: Mixing, t: number, weight: number): void
  /** Residuals e_y − p_j of scores just linked, in their order; returns the experts' mean squared residual. */
  residuals(y: number, residuals: Float64Array): number
  /** Replaces expert j's residuals by those where the step lands; a residual of 1 moves its scores by `reach`. */
  land(z: Float64Array, y: number, expert: number, reach: number, residuals: Float64Array): void
}

/** What learns to mix: the Bayes mixture of the experts, the mixer on top, and the guard between the two. */
export interface Mixing {
  readonly bayes: BayesMixture
  readonly mixer: Mixer
  /** A Bayes mixture of B and M. */
  readonly guard: BayesMixture
}
