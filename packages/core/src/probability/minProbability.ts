/**
 * The least probability that a score charges for: 2⁻⁵².
 *
 * A probability of 0 for what then happens would cost infinitely many nats, and one such event would end every running
 * mean. Losses clip at this value instead: one event costs at most 52 ln 2 ≈ 36.04 nats. It is also the clip of
 * scikit-learn's `log_loss` on float64.
 */
export const minProbability: number = 2 ** -52
