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
  /** K. */
  readonly classes: number
  /** Room for the probabilities of some experts. */
  newLinked(experts: number): Linked
  /** What the mixture makes of the probabilities of all experts that are awake. */
  believe(linked: readonly Linked[], mixing: Mixing): Belief
  /** The belief that a ticket over so many classes carried, which may say anything if it is not ours. */
  recall(numbers: readonly number[], classes: number, mixing: Mixing): Belief
  /** How many experts had a part in a belief of so many numbers over so many classes. */
  awake(numbers: number, classes: number): number
}

/** The probabilities of some experts for one event. */
export interface Linked {
  /** How many experts. */
  readonly experts: number
  /** p_jk, class by class. */
  readonly p: Float64Array
  /** What a belief says of them, in the same order: log-odds, or log p. */
  readonly said: Float64Array
  /** z → p. */
  take(z: Float64Array): this
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
