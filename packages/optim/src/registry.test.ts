import { describe, expect, test } from 'vitest'
import * as optim from './index.ts'
import {
  adagrad,
  bottou,
  type ClassificationLoss,
  constant,
  exponential,
  ftrlProximal,
  hingeLoss,
  inverseScaling,
  inverseTime,
  type Loss,
  logisticLoss,
  multiclassPerceptronLoss,
  normalizedAdaptive,
  passiveAggressive,
  pegasos,
  perceptronLoss,
  quadraticLoss,
  sgd,
  softmaxLoss,
  squaredLoss,
  stepDecay,
  tanhLoss,
  temperedSoftmaxLoss,
  type UpdateRule,
  warmUp,
} from './index.ts'

/** Every rule, by the name of its export. */
const RULES: Readonly<Record<string, UpdateRule>> = {
  adagrad: adagrad(),
  ftrlProximal: ftrlProximal(),
  normalizedAdaptive: normalizedAdaptive(),
  passiveAggressive: passiveAggressive(),
  sgd: sgd(),
}

/** Every schedule. */
const SCHEDULES: Readonly<Record<string, (t: number) => number>> = {
  bottou: bottou(1e-4),
  constant: constant(0.1),
  exponential: exponential(0.1, 0.999),
  inverseScaling: inverseScaling(0.1),
  inverseTime: inverseTime(0.1, 0.01),
  pegasos: pegasos(1e-4),
  stepDecay: stepDecay(0.1, 0.5, 1000),
  warmUp: warmUp(100, 0.1),
}

/** Every loss, of one score or of three. */
const LOSSES: Readonly<Record<string, Loss>> = {
  hingeLoss,
  logisticLoss,
  multiclassPerceptronLoss,
  perceptronLoss,
  quadraticLoss,
  softmaxLoss,
  squaredLoss,
  tanhLoss,
  temperedSoftmaxLoss: temperedSoftmaxLoss(0.7),
}

/** What is exported beside them. */
const OTHERS = ['ElasticNet', 'toSchedule']

test.each(Object.keys(optim))('%s has the laws of its kind', (name) => {
  const registered = name in RULES || name in SCHEDULES || name in LOSSES || OTHERS.includes(name)
  expect(
    registered,
    `add ${name} to RULES, SCHEDULES or LOSSES (or, if it is none, to OTHERS) in packages/optim/src/registry.test.ts, and a rule to the learners in packages/models/test/learners.ts too`,
  ).toBe(true)
})

describe.each(Object.entries(RULES))('the rule %s', (_, rule) => {
  const K = 2
  const width = K * (1 + rule.memory)

  /** A row after steps on one feature, with the first pass that the rule may have. */
  function row(gradients: readonly (readonly number[])[], eta: number, x = 2): Float64Array {
    const numbers = new Float64Array(width)
    const memory = new Float64Array(rule.event?.memory ?? 0)
    for (const each of gradients) {
      const gradient = Float64Array.from(each)
      const sums = new Float64Array(K + 1)
      rule.event?.measure(numbers, 0, K, gradient, x, sums)
      rule.event?.aim(gradient, sums, memory, eta, softmaxLoss, () => 1)
      rule.step(numbers, 0, K, gradient, x, eta)
    }
    return numbers
  }

  test('moves a weight against its gradient, and longer the longer the step', () => {
    const [short, long] = [row([[0.5, -0.5]], 0.01), row([[0.5, -0.5]], 0.02)]
    for (const [k, sign] of [-1, 1].entries()) {
      expect(Math.sign(short[k] as number)).toBe(sign)
      expect(Math.abs(long[k] as number)).toBeGreaterThanOrEqual(Math.abs(short[k] as number))
    }
  })
  test('does nothing in a step of length 0, and stays finite', () => {
    expect([...row([[0.5, -0.5]], 0).subarray(0, K)].map(Math.abs)).toEqual([0, 0])
    const many = row(
      Array.from({ length: 500 }, (_, t) => [(t % 3) - 1, 1 - (t % 3)]),
      0.1,
      1e6,
    )
    expect([...many].every(Number.isFinite)).toBe(true)
  })
  test('re-opened, takes a longer step than before, or never took shorter ones', () => {
    const gradients = Array.from({ length: 300 }, () => [0.5, -0.5])
    const [plain, reopened] = [row(gradients, 0.1), row(gradients, 0.1)]
    rule.reopen?.(reopened, 0, K, K)
    const moved = (numbers: Float64Array): number => {
      const before = numbers[0] as number
      const gradient = Float64Array.of(-0.5, 0.5)
      const [memory, sums] = [Float64Array.of(300, 300), new Float64Array(K + 1)]
      rule.event?.measure(numbers, 0, K, gradient, 2, sums)
      rule.event?.aim(gradient, sums, memory, 0.1, softmaxLoss, () => 1)
      rule.step(numbers, 0, K, gradient, 2, 0.1)
      return (numbers[0] as number) - before
    }
    const [usual, long] = [moved(plain), moved(reopened)]
    if (rule.memory === 0) expect(rule.reopen).toBeUndefined()
    else expect(long).toBeGreaterThan(2 * usual)
  })
  test('says what its memory may be in a snapshot, and keeps to it', () => {
    const numbers = row(
      [
        [0.5, -0.5],
        [-0.25, 0.25],
      ],
      0.1,
    )
    for (let m = 0; m < rule.memory; m++) {
      const { low = -Infinity, high = Infinity } = rule.ranges?.[m] ?? {}
      for (const value of numbers.subarray((m + 1) * K, (m + 2) * K)) expect(value >= low && value <= high).toBe(true)
    }
    expect(rule.name).not.toBe('')
  })
})

describe.each(Object.entries(SCHEDULES))('the schedule %s', (_, schedule) => {
  test('is finite and not negative from the first event to the 10¹²th, and the same whenever it is asked', () => {
    for (const t of [0, 1, 2, 99, 100, 101, 1e6, 1e12]) {
      const eta = schedule(t)
      expect(Number.isFinite(eta) && eta >= 0).toBe(true)
      expect(schedule(t)).toBe(eta)
    }
  })
})

describe.each(Object.entries(LOSSES))('the loss %s', (_, loss) => {
  const { scores, probabilities } = loss as Partial<ClassificationLoss>
  const K = scores?.(3) === 3 ? 3 : 1

  test('is not negative, and falls against its gradient', () => {
    for (const y of K === 3 ? [0, 1, 2] : [0, 1]) {
      for (const z of [
        [0.3, -0.2, 0.1],
        [-2, 1, 0.5],
        [0, 0, 0],
      ].map((scores) => scores.slice(0, K))) {
        const gradient = new Float64Array(K)
        loss.gradient(z, y, gradient)
        const value = loss.value(z, y)
        expect(value).toBeGreaterThanOrEqual(0)
        const after = z.map((zk, k) => zk - 1e-4 * (gradient[k] as number))
        expect(loss.value(after, y)).toBeLessThanOrEqual(value + 1e-12)
      }
    }
  })
  test('its probabilities, if it has some, are some', () => {
    const p = probabilities?.([0.3, -0.2, 0.1].slice(0, K)) ?? [1]
    expect(p.every((pk) => pk >= 0 && pk <= 1)).toBe(true)
    expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
  })
})
