import { readFileSync } from 'node:fs'
import type { Metric, Prediction } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import {
  Accuracy,
  BalancedAccuracy,
  Brier,
  CalibrationError,
  type ClassScoreOptions,
  CohenKappa,
  ConfusionMatrix,
  CrossEntropy,
  FBeta,
  MatthewsCorrelation,
  Precision,
  Recall,
  RocAuc,
  TopKAccuracy,
} from './index.ts'

interface Case {
  readonly name: string
  readonly truth: number[]
  readonly probabilities: number[][]
  readonly weights: number[]
  readonly expected: { readonly [name: string]: number | null } & {
    readonly confusion: number[][]
    readonly reliability?: [happened: number[], said: number[]]
  }
}
// fixtures/sklearn_metrics.py, scikit-learn 1.9.1
const file = new URL('../fixtures/sklearn.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }

const averages: Record<string, ClassScoreOptions<number>> = {
  macro: { average: 'macro' },
  micro: { average: 'micro' },
  weighted: { average: 'weighted' },
  positive: { positive: 1 },
}
const metrics: Record<string, () => Metric<number>> = {
  accuracy: () => new Accuracy(),
  balancedAccuracy: () => new BalancedAccuracy(),
  kappa: () => new CohenKappa(),
  mcc: () => new MatthewsCorrelation(),
  logLoss: () => new CrossEntropy(),
  brier: () => new Brier(),
  auc: () => new RocAuc<number>({ positive: 1 }),
  'top 1': () => new TopKAccuracy(1),
  'top 2': () => new TopKAccuracy(2),
  'top 3': () => new TopKAccuracy(3),
}
for (const [average, how] of Object.entries(averages)) {
  metrics[`precision ${average}`] = () => new Precision(how)
  metrics[`recall ${average}`] = () => new Recall(how)
  for (const beta of [0.5, 1, 2]) metrics[`f${beta} ${average}`] = () => new FBeta({ beta, ...how })
}

function counted<M extends Metric<number>>(metric: M, { truth, probabilities, weights }: Case): M {
  for (const [i, y] of truth.entries()) {
    const p = probabilities[i] as number[]
    const labels = p.map((_, k) => k)
    const prediction: Prediction<number> = { label: p.indexOf(Math.max(...p)), labels, probabilities: p }
    metric.update(y, prediction, weights[i])
  }
  return metric
}

describe.each(cases)('as scikit-learn: $name', (of) => {
  const scored = Object.entries(of.expected).filter(([name]) => name !== 'confusion' && name !== 'reliability')
  test.each(scored)('%s', (name, expected) => {
    const { value } = counted((metrics[name] as () => Metric<number>)(), of)
    if (expected === null) expect(value).toBeNaN()
    else expect(Math.abs(value - (expected as number))).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value)))
  })
  test('confusion matrix', () => {
    const matrix = counted(new ConfusionMatrix<number>(), of)
    for (const [j, row] of of.expected.confusion.entries()) {
      for (const [k, weight] of row.entries()) expect(matrix.weightOf(j, k)).toBeCloseTo(weight, 11)
    }
  })
  if (of.expected.reliability === undefined) return
  test('reliability table', () => {
    const table = counted(new CalibrationError<number>({ positive: 1 }), of).read()
    const [happened, said] = of.expected.reliability as [number[], number[]]
    expect(table).toHaveLength(said.length)
    for (const [b, bin] of table.entries()) {
      expect(bin.happened).toBeCloseTo(happened[b] as number, 12)
      expect(bin.predicted).toBeCloseTo(said[b] as number, 12)
    }
  })
})
