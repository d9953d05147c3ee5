import { check, checkOptions, checkWhole, type Label, type LabelSpace, type Schedule } from '@rivulet/core'
import { type ClassificationLoss, sgd, type UpdateRule } from '@rivulet/optim'
import { MAGNITUDE } from './magnitude.ts'
import { checkMaxBytes, MAX_BYTES } from './memoryUse.ts'

/** What every linear classifier can be told. */
export interface LinearOptions<L extends Label> {
  /** The classes, in order; `'open'` takes them as they come. */
  readonly labels: LabelSpace<L>
  /** The most classes that open labels take, default 10,000. */
  readonly maxLabels?: number
  /** How many features an event has; without it, as many as come, with indices below 2²⁴. */
  readonly features?: number
  /** Whether every score has a bias, a weight of its own for a feature that is always 1; default true. */
  readonly bias?: boolean
  /** How a gradient moves the weights, default `sgd`. */
  readonly rule?: UpdateRule
  /** The step size, a number or a function of the count; default the rule's own schedule. */
  readonly eta?: number | Schedule
  /** How many times an event of a class counts, ≥ 0; 1 for a class that is not listed. The loss reported stays that of one event. */
  readonly classWeights?: ReadonlyMap<L, number>
  /** The most bytes that weights may take, from 2¹⁶ to 2³², default 2³⁰ (1 GiB): what becomes of the rest, `MemoryUse` says. */
  readonly maxBytes?: number
  /** λ₁ of the penalty λ₁ ‖w‖₁, ≥ 0, default 0; the bias is exempt. */
  readonly l1?: number
  /** λ₂ of the penalty λ₂/2 ‖w‖², ≥ 0, default 0; the bias is exempt. */
  readonly l2?: number
}

/** What there is to be told, beside labels. */
export const LINEAR_KEYS = ['features', 'bias', 'rule', 'eta', 'classWeights', 'maxBytes', 'l1', 'l2'] as const

/** Refuses options that are not as they should be; labels and penalties are checked where they are used. */
export function checkLinear<L extends Label>(of: string, options: LinearOptions<L>): void {
  checkOptions<LinearOptions<L>>(of, options, ['labels', 'maxLabels', ...LINEAR_KEYS])
  const { classWeights } = options
  checkSteps(options)
  const weights: unknown = classWeights ?? new Map()
  check(weights instanceof Map, 'classWeights', 'a Map from labels to weights', classWeights)
  for (const weight of weights.values()) {
    check(typeof weight === 'number' && weight >= 0 && weight <= MAGNITUDE, 'classWeights', '≥ 0', weight)
  }
}

/** Refuses what is the same for all that have weights: features, bias, rule, step size and ceiling. */
export function checkSteps(
  options: Pick<LinearOptions<Label>, 'features' | 'bias' | 'rule' | 'eta' | 'maxBytes'>,
): void {
  const { features, bias = true, rule = sgd(), eta = 1, maxBytes = MAX_BYTES } = options
  if (features !== undefined) checkWhole('features', features, 1)
  check(typeof bias === 'boolean', 'bias', 'true or false', bias)
  check(typeof (rule as UpdateRule | null)?.step === 'function', 'rule', 'an update rule, as sgd()', rule)
  const positive = typeof eta === 'number' && eta > 0 && eta < Infinity
  check(typeof eta === 'function' || positive, 'eta', 'a finite number > 0, or a schedule, as inverseScaling(0.5)', eta)
  checkMaxBytes(maxBytes)
}

/** Refuses what is no loss of a classifier, and one for two classes with labels that are not two. */
export function checkLoss<L extends Label>(loss: ClassificationLoss, labels: LabelSpace<L>): void {
  const classifies = typeof loss?.scores === 'function' && typeof loss.probabilities === 'function'
  const expected = 'that of a classifier, as softmaxLoss; LinearRegression learns numbers'
  check(classifies, 'loss', expected, (loss as ClassificationLoss | undefined)?.name)
  const holds = loss.scores(3) === 3 || (labels !== 'open' && labels.length === 2)
  check(holds, 'labels', `two, for the ${loss.name} loss has one score`, labels)
}

/** How a snapshot knows the classifier: what it must be constructed with again. */
export function kindOf<L extends Label>(loss: ClassificationLoss, options: LinearOptions<L>): string {
  const { rule = sgd(), features = 'any', bias = true, l1 = 0, l2 = 0, classWeights = new Map<L, number>() } = options
  const penalty = l1 === 0 && l2 === 0 ? '' : ` with l1 ${l1}, l2 ${l2}`
  const weights = classWeights.size === 0 ? '' : ` weighing ${JSON.stringify([...classWeights])}`
  return `${loss.name} classifier by ${rule.name}${penalty}${weights} over ${features} features${bias ? '' : ' without bias'}`
}
