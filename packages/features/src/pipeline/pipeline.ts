import type { Label, Learner } from '@rivulet/core'
import { PipelineLearner } from './pipelineLearner.ts'
import type { Step } from './step.ts'

/**
 * Puts transformers and functions before a learner; the whole is a learner of the events that go into the first.
 *
 * predict: x = sₙ(… s₁(a)), the ticket is the learner's with x on it
 * learn: the learner learns the ticket's x, or today's sₙ(… s₁(a)) without one; then each transformer learns its input
 *
 * Transformers learn only in `learn`, and after the learner: everything in one `learn` sees their state before the
 * event, so that learning at once is the same as predicting and then learning with the ticket. With a late ticket the
 * learner gets the features as they were when the event happened. An event counts once for the transformers whatever
 * its weight, and not at all with weight 0.
 *
 * Every step is asked before anything learns, so that a bad event changes nothing: a transformer must refuse in
 * `transform` what it refuses in `learn`, as `transformerLaws` checks. `save` and `load` keep the learner and every
 * transformer, functions excepted.
 *
 * @param steps - transformers or functions, each taking what the one before gives; the last argument is the learner
 *
 * @example
 * ```ts
 * import { FeatureHasher, pipeline, words } from '@rivulet/features'
 * import type { SparseVector } from '@rivulet/core'
 *
 * const learner = {
 *   t: 0,
 *   labels: ['ham', 'spam'],
 *   predict: (x: SparseVector) => ({ label: 'ham', labels: ['ham', 'spam'], probabilities: [0.5, 0.5] }),
 *   learn: () => Math.LN2,
 *   save() {},
 *   load() {},
 * }
 * const model = pipeline((mail: { text: string }) => ({ words: words(mail.text) }), new FeatureHasher(), learner)
 * model.predict({ text: 'Free entry!' }).x.values // => [1, 1]
 * ```
 *
 * @see Montiel et al. (2021), River: machine learning for streaming data in Python (its compose.Pipeline)
 */
export function pipeline<A, X, const L extends Label>(
  step: Step<A, X>,
  learner: Learner<X, L>,
): PipelineLearner<A, X, L>
export function pipeline<A, B, X, const L extends Label>(
  step1: Step<A, B>,
  step2: Step<B, X>,
  learner: Learner<X, L>,
): PipelineLearner<A, X, L>
export function pipeline<A, B, C, X, const L extends Label>(
  step1: Step<A, B>,
  step2: Step<B, C>,
  step3: Step<C, X>,
  learner: Learner<X, L>,
): PipelineLearner<A, X, L>
export function pipeline<A, B, C, D, X, const L extends Label>(
  step1: Step<A, B>,
  step2: Step<B, C>,
  step3: Step<C, D>,
  step4: Step<D, X>,
  learner: Learner<X, L>,
): PipelineLearner<A, X, L>
export function pipeline<A, B, C, D, E, X, const L extends Label>(
  step1: Step<A, B>,
  step2: Step<B, C>,
  step3: Step<C, D>,
  step4: Step<D, E>,
  step5: Step<E, X>,
  learner: Learner<X, L>,
): PipelineLearner<A, X, L>
export function pipeline(...parts: readonly unknown[]): PipelineLearner<unknown, unknown> {
  const steps = parts.slice(0, -1) as Step<unknown, unknown>[]
  return new PipelineLearner(steps, parts.at(-1) as Learner<unknown>)
}
