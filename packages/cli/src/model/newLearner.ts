import { check, type Label, type Learner } from '@rivulet/core'
import {
  AutoClassifier,
  BernoulliNaiveBayes,
  LogisticRegression,
  MulticlassPerceptron,
  SoftmaxRegression,
} from '@rivulet/models'
import { adagrad, ftrlProximal, normalizedAdaptive, passiveAggressive, sgd, type UpdateRule } from '@rivulet/optim'
import type { LinearSettings, ModelName, RuleName } from './modelSpec.ts'

/** A cap on the labels, so that a field of free text that is taken for a label cannot fill the memory. */
const MAX_LABELS = 1000

const RULES: Readonly<Record<RuleName, (settings: LinearSettings) => UpdateRule>> = {
  sgd: () => sgd(),
  adagrad: () => adagrad(),
  normalized: () => normalizedAdaptive(),
  ftrl: ({ l1 = 0, l2 = 0 }) => ftrlProximal({ l1, l2 }),
  'passive-aggressive': () => passiveAggressive(),
}

/**
 * A fresh learner of vectors, of any labels unless classes are named; labels are learned as they come, up to a thousand.
 *
 * @throws RangeError for settings that the model has not
 */
export function newLearner(model: ModelName, settings: LinearSettings): Learner {
  const { rule, eta, classes, ...penalties } = settings
  const given = Object.keys(settings).filter((name) => name !== 'classes')
  const isLinear = model !== 'auto' && model !== 'naive-bayes'
  check(
    isLinear || given.length === 0,
    '--model',
    `a linear one for ${given.map((name) => `--${name}`).join(', ')}`,
    model,
  )
  const space = { labels: classes ?? ('open' as const), maxLabels: MAX_LABELS }
  if (model === 'auto') return new AutoClassifier(space)
  if (model === 'naive-bayes') return new BernoulliNaiveBayes(space)
  const linear = {
    ...(rule === undefined ? {} : { rule: RULES[rule](settings) }),
    ...(eta === undefined ? {} : { eta }),
    // The rule of ftrl has its penalties in its step.
    ...(rule === 'ftrl' ? {} : penalties),
  }
  if (model === 'perceptron') return new MulticlassPerceptron({ ...space, ...linear })
  if (model !== 'logistic') return new SoftmaxRegression({ ...space, ...linear })
  check(classes?.length === 2, '--classes', 'the two classes of --model logistic, as no,yes', classes)
  return new LogisticRegression({ labels: classes as unknown as readonly [Label, Label], ...linear })
}
