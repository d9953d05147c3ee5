import { readFileSync } from 'node:fs'
import { decode, encode } from '@rivulet/core/snapshot'
import {
  bottou,
  type ClassificationLoss,
  constant,
  hingeLoss,
  inverseScaling,
  logisticLoss,
  perceptronLoss,
} from '@rivulet/optim'
import { describe, expect, test } from 'vitest'
import { BernoulliNaiveBayes } from './bayes/bernoulliNaiveBayes.ts'
import { GaussianNaiveBayes } from './bayes/gaussianNaiveBayes.ts'
import { MultinomialNaiveBayes } from './bayes/multinomialNaiveBayes.ts'
import { LinearClassifier } from './linearClassifier.ts'
import type { LinearOptions } from './linearOptions.ts'
import { LogisticRegression } from './logisticRegression.ts'
import { Perceptron } from './perceptron.ts'
import { OneVsRest } from './reduction/oneVsRest.ts'

/** What scikit-learn computes; scikitLearn.py beside it writes it and says which version. */
interface Fixture {
  version: string
  streams: Record<string, { x: number[][]; y: number[] }>
  linear: {
    loss: string
    penalty: string | null
    alpha: number
    l1_ratio: number
    learning_rate: string
    eta0?: number
    power_t?: number
    stream: string
    states: State[]
  }[]
  weighted: { weights: number[]; classWeight: number; eta0: number; states: State[] }
  perceptron: { states: State[] }
  oneVsRest: { eta0: number; states: State[]; probabilities: number[][] }
  bayes: { y: number[]; weights: number[]; cases: BayesCase[] }
}
interface State {
  t: number
  bias: number[]
  weights: number[][]
}
interface BayesCase {
  name: 'multinomial' | 'bernoulli' | 'gaussian'
  options: { alpha?: number; varSmoothing?: number }
  weighted: boolean
  x: number[][]
  classCounts: number[]
  counts?: number[][]
  means?: number[][]
  variances?: number[][]
  probabilities: number[][]
}

const fixture = JSON.parse(readFileSync(new URL('./fixtures/scikitLearn.json', import.meta.url), 'utf8')) as Fixture
const two = fixture.streams['two']!
const losses: Record<string, ClassificationLoss> = {
  log_loss: logisticLoss,
  perceptron: perceptronLoss,
  hinge: hingeLoss,
}

/** Equal to 9 digits after the point, relative where numbers are large. */
function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length)
  for (const [i, value] of expected.entries())
    expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)))
}

function expectStates(
  model: LinearClassifier<number>,
  { x, y }: { x: number[][]; y: number[] },
  states: State[],
  weights?: number[],
): void {
  for (const [t, row] of x.entries()) {
    model.learn(row, y[t]!, weights === undefined ? {} : { weight: weights[t]! })
    const state = states.find((s) => s.t === t + 1)
    if (state === undefined) continue
    const { bias, indices, values } = model.coefficients(1)
    expectClose([bias], state.bias)
    expectClose(
      row.map((_, i) => values[indices.indexOf(i)] ?? 0),
      state.weights[0]!,
    )
  }
}

test('the fixtures are of the version that the script names', () => {
  const script = readFileSync(new URL('./fixtures/scikitLearn.py', import.meta.url), 'utf8')
  expect(script).toContain(`scikit-learn==${fixture.version}`)
})

describe('SGDClassifier, row by row: the same weights to 1e-9', () => {
  test.each(fixture.linear)('$loss, $learning_rate $eta0 $power_t, penalty $penalty $alpha', (how) => {
    const l1 = how.penalty === null ? 0 : how.alpha * how.l1_ratio
    const l2 = how.penalty === null ? 0 : how.alpha * (1 - how.l1_ratio)
    const eta =
      how.learning_rate === 'optimal'
        ? bottou(how.alpha, losses[how.loss]!)
        : how.learning_rate === 'constant'
          ? constant(how.eta0!)
          : inverseScaling(how.eta0!, how.power_t!)
    const model = new LinearClassifier<number>(losses[how.loss]!, { labels: [0, 1], eta, l1, l2 })
    expectStates(model, fixture.streams[how.stream]!, how.states)
  })
  test('with sample weights and class weights', () => {
    const { eta0, classWeight, weights, states } = fixture.weighted
    const options: LinearOptions<number> = { labels: [0, 1], eta: eta0, classWeights: new Map([[1, classWeight]]) }
    expectStates(new LinearClassifier<number>(logisticLoss, options), two, states, weights)
  })
  test('Perceptron', () => {
    expectStates(new Perceptron<number>({ labels: [0, 1] }), two, fixture.perceptron.states)
  })
  test('three classes, which it learns one-vs-rest: the same weights and probabilities', () => {
    const { eta0, states, probabilities } = fixture.oneVsRest
    const { x, y } = fixture.streams['three']!
    const model = new OneVsRest<number[], number>({
      labels: [0, 1, 2],
      learner: () => new LogisticRegression({ eta: eta0 }),
    })
    for (const [t, row] of x.entries()) {
      model.learn(row, y[t]!)
      const state = states.find((s) => s.t === t + 1)
      for (const [k, weights] of (state?.weights ?? []).entries()) {
        const { bias, indices, values } = (model.learner(k) as unknown as LinearClassifier<number>).coefficients(1)
        expectClose([bias], [state!.bias[k]!])
        expectClose(
          row.map((_, i) => values[indices.indexOf(i)] ?? 0),
          weights,
        )
      }
    }
    for (const [i, expected] of probabilities.entries()) expectClose(model.predict(x[i]!).probabilities, expected)
  })
})

describe('naive Bayes, row by row: the same counts and probabilities to 1e-9', () => {
  const { y, weights, cases } = fixture.bayes
  test.each(cases)('$name $options, sample weights: $weighted', (how) => {
    // scikit-learn takes classes by their shares, without pseudo-counts.
    const options = { labels: [0, 1, 2], features: 4, prior: 0, ...how.options }
    const Model = { multinomial: MultinomialNaiveBayes, bernoulli: BernoulliNaiveBayes, gaussian: GaussianNaiveBayes }[
      how.name
    ]
    const model = new Model<number>(options)
    for (const [t, row] of how.x.entries()) model.learn(row, y[t]!, how.weighted ? { weight: weights[t]! } : {})
    const state = decode(encode(model))
    expectClose([...state.array('counts')], how.classCounts)
    const rows = [...state.child('likelihood').array('rows')] as number[]
    const keys = [...state.child('likelihood').array('features')] as number[]
    for (let c = 0; c < 3; c++) {
      if (how.name === 'gaussian') {
        const own = rows.slice(8 * (keys.indexOf(c) + 1))
        expectClose(own.slice(0, 4), how.means![c]!)
        expectClose(
          own.slice(4, 8).map((m) => m / how.classCounts[c]!),
          how.variances![c]!,
        )
      } else {
        expectClose(
          [0, 1, 2, 3].map((i) => rows[3 * (keys.indexOf(i) + 1) + c]!),
          how.counts![c]!,
        )
      }
    }
    for (const [i, expected] of how.probabilities.entries())
      expectClose(model.predict(how.x[i]!).probabilities, expected)
  })
})
