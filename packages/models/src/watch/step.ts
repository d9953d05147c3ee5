import { type Label, type Learner, type LearnOptions, logLoss } from '@rivulet/core'
import { type Coefficients, NO_COEFFICIENTS } from '../coefficients.ts'
import { decisionBoundary } from '../regions/decisionBoundary.ts'

/** A learner that can be watched. What it has beside what every learner has says more of the step. */
export interface Watchable<X, L extends Label>
  extends Pick<Learner<X, L>, 't' | 'labels' | 'predict' | 'learn' | 'eta'> {
  /** The loss of today's prediction; without it, that is its log loss. */
  loss?(x: X, y: L): number
  /** ∂ℓ/∂z of today's scores. */
  gradient?(x: X, y: L): readonly number[]
  /** Bias and weights of a class's score. */
  coefficients?(label: L): Coefficients
}

/** One step of a learner, as it is written on the board. */
export interface Step<L extends Label> {
  /** The count before the step. */
  readonly t: number
  /** The step size; NaN for a learner that has none. */
  readonly eta: number
  readonly y: L
  /** The classes that were known before the step: those of z, p and error. */
  readonly labels: readonly L[]
  /** The scores before the step, one for two classes where the loss reads one; empty where a learner tells none. */
  readonly z: readonly number[]
  /** The probabilities before the step; of a perceptron all of it is its answer's. */
  readonly p: readonly number[]
  /** p − y: from each probability 1 is taken if it is that of the label, else 0. */
  readonly error: readonly number[]
  /** ∂ℓ/∂z, by which the step went: w_k ← w_k − η ∂ℓ/∂z_k x. Empty where a learner tells none. */
  readonly gradient: readonly number[]
  /** ΔW: how far the bias and each weight of each class moved, those that did. Empty where a learner has no weights. */
  readonly changes: readonly { readonly label: L; readonly change: Coefficients }[]
  /** The loss of the prediction made before the step. */
  readonly loss: number
  /** What the same example would cost now. */
  readonly lossAfter: number
  readonly answer: L | undefined
  readonly answerAfter: L | undefined
}

/**
 * Takes one step and tells all of it: z, p, p − y, ΔW, and the loss before and after. What a teacher writes on the board.
 *
 * The model learns the example, as by `learn`. It costs what reading all weights costs, twice: it is for watching, not for work.
 *
 * @param model - any learner of labels; linear models tell the most
 * @param x - features
 * @param y - their label
 * @param options - as of `learn`
 * @throws as `learn` does, before anything changes
 *
 * @example
 * ```ts
 * import { SoftmaxRegression, step } from '@rivulet/models'
 *
 * const model = new SoftmaxRegression({ labels: ['a', 'b'], features: 2, bias: false, eta: 0.5 })
 * const { z, p, error, changes, loss, lossAfter } = step(model, [1, 2], 'b')
 * z // => [0, 0]
 * p // => [0.5, 0.5]
 * error // => [0.5, -0.5]
 * changes[1] // => { label: 'b', change: { bias: 0, indices: [0, 1], values: [0.25, 0.5] } }
 * loss // => Math.LN2
 * lossAfter < loss // => true
 * ```
 *
 * @see Goodfellow, Bengio & Courville (2016), Deep Learning, section 5.9
 */
export function step<X, L extends Label>(model: Watchable<X, L>, x: X, y: L, options: LearnOptions<L> = {}): Step<L> {
  const { t, labels } = model
  const eta = options.eta ?? model.eta?.() ?? Number.NaN
  const { label: answer, probabilities: p, beliefs = [] } = model.predict(x)
  const before = new Map(labels.map((label) => [label, model.coefficients?.(label)]))
  const gradient = model.gradient?.(x, y) ?? []
  const loss = model.learn(x, y, options)
  const changes = model.labels.flatMap((label) => {
    const after = model.coefficients?.(label)
    return after === undefined ? [] : [{ label, change: moved(after, before.get(label) ?? NO_COEFFICIENTS) }]
  })
  const now = model.predict(x)
  return {
    t,
    eta,
    y,
    labels,
    z: model.coefficients === undefined ? [] : beliefs,
    p,
    error: p.map((pk, k) => pk - (labels[k] === y ? 1 : 0)),
    gradient,
    changes,
    loss,
    lossAfter: model.loss?.(x, y) ?? logLoss(now, y),
    answer,
    answerAfter: now.label,
  }
}

/** What is not 0 of a difference of coefficients. */
export function moved(after: Coefficients, before: Coefficients): Coefficients {
  const { bias, indices, values } = decisionBoundary(after, before)
  const kept = [...indices.keys()].filter((j) => values[j] !== 0)
  return {
    bias: bias + 0,
    indices: kept.map((j) => indices[j] as number),
    values: kept.map((j) => values[j] as number),
  }
}
