import type { Mixer } from './mixer.ts'
import type { Mixing } from './mixing.ts'

/**
 * How scores become probabilities: {@link LogisticHead} for two classes, {@link SoftmaxHead} for any number.
 *
 * The steps of an event are values, each made from the one before it:
 *
 * z → {@link Linked} → {@link Belief} → judged by the label;  {@link Linked} → residuals → the experts' step
 *
 * A late label comes with numbers that a ticket carried: they are another {@link Belief}, judged in the same way, while the
 * step is taken at the scores of today. Scores and what follows from them lie class by class, and in it expert by expert.
 * All of these values are scratch memory: what the next event makes overwrites them.
 */
export interface Head {
  /** Scores an expert gives. */
  readonly rows: number
  /** z → p. */
  link(z: Float64Array): Linked
  /** The belief that a ticket over so many classes carried, which may say anything if it is not ours. */
  recall(numbers: readonly number[], classes: number, mixer: Mixer): Belief
  /** How many numbers the belief of a ticket over so many classes is. */
  numbers(classes: number): number
}

/** The experts' probabilities for one event. */
export interface Linked {
  /** What the mixture makes of them. */
  believe(mixing: Mixing): Belief
  /** Residuals e_y − p_j; returns the experts' mean squared residual. */
  residuals(y: number, residuals: Float64Array): number
  /** Replaces expert j's residuals by those at the point where its step lands; a residual of 1 moves its scores by `reach`. */
  implicit(y: number, expert: number, reach: number, residuals: Float64Array): void
}

/** What was believed of one event: by every expert, by the Bayes mixture B, and by the mixer M. */
export interface Belief {
  /** The numbers that a ticket carries. */
  readonly numbers: readonly number[]
  /** Probabilities: trust · B + (1 − trust) · M. */
  answer(trust: number): number[]
  /** Shows the label to all that mix. */
  judge(y: number, mixing: Mixing, t: number, weight: number): void
}
