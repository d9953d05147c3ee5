import type { GaussianNaiveBayes, LinearClassifier } from '@rivulet/models'
import { planeScore } from '@rivulet/models'
import type { ClassName, ClassScore } from './picture.ts'

/** The score of a class of a linear model over two features, or of the one score of a model of two classes. */
export function linearScore<L extends ClassName | 0 | 1>(
  model: LinearClassifier<L>,
  of: L,
  label: ClassName,
): ClassScore {
  return { label, ...planeScore(model.coefficients(of)), aa: 0, bb: 0 }
}

/**
 * log P(c) + log P(x | c) of Gaussian naive Bayes over two features. It is a parabola in each, f(v) = a v + aa v² on top of f(0),
 * so what the features add at ±1 says all: a = (f(1) − f(−1)) / 2, aa = (f(1) + f(−1)) / 2.
 */
export function bayesScore(model: GaussianNaiveBayes<ClassName>, label: ClassName): ClassScore {
  const right = added(model, label, 1)
  const left = added(model, label, -1)
  return {
    label,
    bias: right.bias,
    a: (right.x - left.x) / 2,
    b: (right.y - left.y) / 2,
    aa: (right.x + left.x) / 2,
    bb: (right.y + left.y) / 2,
  }
}

function added(
  model: GaussianNaiveBayes<ClassName>,
  label: ClassName,
  value: number,
): { bias: number; x: number; y: number } {
  const { bias, contributions } = model.explain([value, value], { label })
  const of = (feature: number): number => contributions.find((part) => part.feature === feature)?.contribution ?? 0
  return { bias, x: of(0), y: of(1) }
}
