import {
  checkVector,
  type Label,
  type Learner,
  type Quantity,
  Random,
  type Regressor,
  type Vector,
} from '@rivulet/core'
import type { LearnerSubject, RegressorSubject } from '@rivulet/core/conformance'
import {
  adagrad,
  constant,
  ftrlProximal,
  hingeLoss,
  inverseScaling,
  logisticLoss,
  normalizedAdaptive,
  passiveAggressive,
  quadraticLoss,
  softmaxLoss,
  temperedSoftmaxLoss,
} from '@rivulet/optim'
import {
  AutoClassifier,
  AveragedPerceptron,
  BernoulliNaiveBayes,
  type CategoricalFeatures,
  CategoricalNaiveBayes,
  GaussianNaiveBayes,
  jointFeatureMap,
  LinearClassifier,
  LinearRegression,
  LogisticRegression,
  MulticlassPerceptron,
  MultinomialNaiveBayes,
  OneVsOne,
  OneVsRest,
  Perceptron,
  SoftmaxRegression,
  StructuredPerceptron,
  TanhPerceptron,
} from '../src/index.ts'

/** A learner of this package with events that it accepts, for every test that all learners should pass. */
export interface RegisteredLearner extends LearnerSubject<Vector, Label> {
  readonly name: string
}

type Events = RegisteredLearner['examples']

const random = new Random(1)

/** Events of K classes: class k leans on feature k of five. */
function dense(labels: readonly Label[]): Events {
  return Array.from({ length: 60 }, () => {
    const k = random.below(labels.length)
    const x = Array.from({ length: 5 }, (_, i) => random.normal() + (i === k ? 1.5 : 0))
    return { x, y: labels[k] as Label }
  })
}

/** Events of three non-zeros: class k has feature k. */
function sparse(labels: readonly Label[]): Events {
  return Array.from({ length: 60 }, () => {
    const k = random.below(labels.length)
    const indices = [k, 100 + random.below(50), 1000 + random.below(50)]
    return { x: { indices, values: indices.map(() => random.next()) }, y: labels[k] as Label }
  })
}

/** Events of few words out of many, counted. */
function words(labels: readonly Label[]): Events {
  return Array.from({ length: 60 }, () => {
    const k = random.below(labels.length)
    const indices = [...new Set([k, 10 + random.below(40), 10 + random.below(40)])].sort((a, b) => a - b)
    return { x: { indices, values: indices.map(() => 1 + random.below(3)) }, y: labels[k] as Label }
  })
}

const bits = [0, 1] as const
const colours = ['red', 'green', 'blue'] as const
const mixed: readonly Label[] = [0, '0', false, 'ünï😀']
const binary = { labels: [0, 1] as readonly [Label, Label] }
const soft = { labels: colours as readonly Label[] }

/** F(x, y) of the multiclass perceptron. */
function blocks(x: Vector, y: Label): Vector {
  checkVector(x, { magnitude: 1e100 })
  return jointFeatureMap(soft.labels.indexOf(y), x, 4096)
}

/** Learners whose steps are always of one length: `reopen` makes none longer. */
const STEADY: ReadonlySet<string> = new Set([
  'Perceptron',
  'AveragedPerceptron',
  'AveragedPerceptron, sparse',
  'AveragedPerceptron without bias',
  'hinge',
  'softmax, ages of L2',
  'MulticlassPerceptron',
  'MulticlassPerceptron, open',
  'StructuredPerceptron',
  'OneVsRest, open',
  'OneVsOne',
  'OneVsOne of naive Bayes',
  'hinge by passive-aggressive II',
])

function of(
  name: string,
  create: () => Learner<Vector, Label>,
  examples: Events,
  probabilistic = true,
): RegisteredLearner {
  return { name, create, examples, probabilistic, steady: STEADY.has(name) }
}

/** Every learner that this package exports, in the variants that differ in their state. */
export const learners: readonly RegisteredLearner[] = [
  of('Perceptron', () => new Perceptron(binary), dense(bits), false),
  of('TanhPerceptron', () => new TanhPerceptron(binary), dense(bits), false),
  of('AveragedPerceptron', () => new AveragedPerceptron(binary), dense(bits), false),
  of('AveragedPerceptron, sparse', () => new AveragedPerceptron(binary), sparse(bits), false),
  of('LogisticRegression, dense', () => new LogisticRegression({ ...binary, features: 5 }), dense(bits)),
  of('LogisticRegression, sparse', () => new LogisticRegression(binary), sparse(bits)),
  of('LogisticRegression without bias', () => new LogisticRegression({ ...binary, bias: false }), sparse(bits)),
  of('AveragedPerceptron without bias', () => new AveragedPerceptron({ ...binary, bias: false }), dense(bits), false),
  of(
    'SoftmaxRegression without bias, open, L1 and L2',
    () => new SoftmaxRegression({ labels: 'open', l1: 0.01, l2: 0.01, bias: false }),
    sparse(mixed),
  ),
  of('LogisticRegression, L1', () => new LogisticRegression({ ...binary, l1: 0.01 }), sparse(bits)),
  of(
    'LogisticRegression, L2 and class weights',
    () => new LogisticRegression({ ...binary, l2: 0.1, classWeights: new Map([[1 as Label, 3]]) }),
    sparse(bits),
  ),
  of('hinge', () => new LinearClassifier(hingeLoss, { ...binary, eta: constant(0.1) }), dense(bits), false),
  of('quadratic', () => new LinearClassifier(quadraticLoss, binary), dense(bits), false),
  of('logistic, L1 and L2', () => new LinearClassifier(logisticLoss, { ...binary, l1: 0.02, l2: 0.5 }), sparse(bits)),
  of('softmax, ages of L2', () => new LinearClassifier(softmaxLoss, { ...soft, l2: 1, eta: 0.999 }), sparse(colours)),
  of('MulticlassPerceptron', () => new MulticlassPerceptron(soft), dense(colours), false),
  of('MulticlassPerceptron, open', () => new MulticlassPerceptron({ labels: 'open' }), sparse(mixed), false),
  of('StructuredPerceptron', () => new StructuredPerceptron({ ...soft, map: blocks }), sparse(colours), false),
  of('softmax, cold', () => new LinearClassifier(temperedSoftmaxLoss(0.1), soft), dense(colours), false),
  of('SoftmaxRegression', () => new SoftmaxRegression(soft), dense(colours)),
  of('SoftmaxRegression, open', () => new SoftmaxRegression({ labels: 'open' }), sparse(mixed)),
  of('SoftmaxRegression, open, L1', () => new SoftmaxRegression({ labels: 'open', l1: 0.01, l2: 0.01 }), sparse(mixed)),
  of('OneVsRest', () => new OneVsRest({ ...soft, learner: () => new LogisticRegression() }), dense(colours)),
  of('OneVsRest, open', () => new OneVsRest({ labels: 'open', learner: () => new Perceptron() }), sparse(mixed)),
  of('OneVsOne', () => new OneVsOne({ ...soft, learner: () => new Perceptron() }), dense(colours)),
  of(
    'OneVsOne, open',
    () => new OneVsOne({ labels: 'open', learner: () => new LogisticRegression({ eta: inverseScaling(1) }) }),
    sparse(mixed),
  ),
  of(
    'OneVsOne of naive Bayes',
    () => new OneVsOne({ ...soft, learner: () => new GaussianNaiveBayes({ labels: bits, features: 5 }) }),
    dense(colours),
  ),
  of('LogisticRegression by AdaGrad', () => new LogisticRegression({ ...binary, rule: adagrad() }), sparse(bits)),
  of(
    'SoftmaxRegression by FTRL-Proximal, open',
    () => new SoftmaxRegression({ labels: 'open', rule: ftrlProximal({ l1: 0.1 }) }),
    sparse(mixed),
  ),
  of(
    'SoftmaxRegression by the normalised adaptive rule, open, L2',
    () => new SoftmaxRegression({ labels: 'open', rule: normalizedAdaptive(), l2: 0.01 }),
    sparse(mixed),
  ),
  of(
    'SoftmaxRegression by the normalised adaptive rule, open',
    () => new SoftmaxRegression({ labels: 'open', rule: normalizedAdaptive() }),
    sparse(mixed),
  ),
  of(
    'hinge by passive-aggressive II',
    () => new LinearClassifier(hingeLoss, { ...binary, rule: passiveAggressive({ variant: 'II' }) }),
    dense(bits),
    false,
  ),
  of('AutoClassifier, two classes', () => new AutoClassifier({ ...binary, features: 5 }), dense(bits)),
  of('AutoClassifier, three classes', () => new AutoClassifier(soft), sparse(colours)),
  of('AutoClassifier, linear', () => new AutoClassifier({ ...binary, interactions: 'none' }), sparse(bits)),
  of('AutoClassifier, all', () => new AutoClassifier({ ...soft, interactions: 'all' }), sparse(colours)),
  of('AutoClassifier, open', () => new AutoClassifier({ labels: 'open' }), sparse(mixed)),
  of(
    'OneVsOne of AutoClassifiers',
    () => new OneVsOne({ ...soft, learner: () => new AutoClassifier({ labels: bits }) }),
    dense(colours),
  ),
  of('MultinomialNaiveBayes', () => new MultinomialNaiveBayes({ ...soft, features: 4096 }), words(colours)),
  of('MultinomialNaiveBayes, open', () => new MultinomialNaiveBayes({ labels: 'open' }), sparse(mixed)),
  of('BernoulliNaiveBayes', () => new BernoulliNaiveBayes({ ...soft, features: 5 }), dense(colours)),
  of('BernoulliNaiveBayes, open', () => new BernoulliNaiveBayes({ labels: 'open', alpha: 0.5 }), words(mixed)),
  of('GaussianNaiveBayes', () => new GaussianNaiveBayes({ ...soft, features: 5 }), dense(colours)),
  of('GaussianNaiveBayes, open', () => new GaussianNaiveBayes({ labels: 'open', features: 5, prior: 0 }), dense(mixed)),
]

/** Events of categories: class k mostly has the k-th colour. */
function categories(labels: readonly Label[]): readonly { readonly x: CategoricalFeatures; readonly y: Label }[] {
  return Array.from({ length: 60 }, () => {
    const k = random.below(labels.length)
    const colour = colours[random.below(3) === 0 ? random.below(3) : k % 3] as string
    const size = [1, 2, false][random.below(3)] as Label
    return { x: random.below(5) === 0 ? { size } : { size, colour }, y: labels[k] as Label }
  })
}

/** Learners of features by name. */
export const categoricalLearners: readonly (LearnerSubject<CategoricalFeatures, Label> & { readonly name: string })[] =
  [
    {
      name: 'CategoricalNaiveBayes',
      create: () =>
        new CategoricalNaiveBayes<Label>({ ...soft, prior: 0, values: { colour: colours, size: [1, 2, false] } }),
      examples: categories(colours),
    },
    {
      name: 'CategoricalNaiveBayes, open',
      create: () => new CategoricalNaiveBayes<Label>({ labels: 'open', alpha: 0.5 }),
      examples: categories(mixed),
    },
  ]

/** Numbers, or lists of them, that lean on the features. */
function quantities(outputs: number | undefined, of: Events): readonly { readonly x: Vector; readonly y: Quantity }[] {
  return of.map(({ x, y }, i) => {
    const y0 = (i % 7) / 3 + (y === of[0]?.y ? 2 : -1)
    return { x, y: outputs === undefined ? y0 : Array.from({ length: outputs }, (_, c) => y0 * (c + 1) - c) }
  })
}

function regressor(
  name: string,
  outputs: number | undefined,
  create: () => unknown,
  of: Events,
): RegressorSubject<Vector, Quantity> & { readonly name: string } {
  // Of numbers or of lists: as the examples are.
  return { name, create: create as () => Regressor<Vector, Quantity>, examples: quantities(outputs, of) }
}

/** Learners of quantities. */
export const regressors: readonly (RegressorSubject<Vector, Quantity> & { readonly name: string })[] = [
  regressor('LinearRegression', undefined, () => new LinearRegression({ eta: 0.05 }), dense(bits)),
  regressor('LinearRegression, sparse', undefined, () => new LinearRegression(), sparse(bits)),
  regressor('three outputs', 3, () => new LinearRegression({ outputs: 3, features: 5, eta: 0.05 }), dense(bits)),
  regressor('one output as a list', 1, () => new LinearRegression({ outputs: 1, bias: false }), sparse(bits)),
  regressor('two outputs, L1 and L2', 2, () => new LinearRegression({ outputs: 2, l1: 0.01, l2: 0.1 }), sparse(bits)),
  regressor('AdaGrad', 2, () => new LinearRegression({ outputs: 2, rule: adagrad() }), sparse(bits)),
  regressor('FTRL-Proximal', undefined, () => new LinearRegression({ rule: ftrlProximal() }), sparse(bits)),
  regressor(
    'normalised adaptive',
    2,
    () => new LinearRegression({ outputs: 2, rule: normalizedAdaptive() }),
    dense(bits),
  ),
]
