import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AveragedPerceptron } from './averagedPerceptron.ts'
import { Perceptron } from './perceptron.ts'

const event = fc.record({
  x: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 }),
  y: fc.constantFrom(0 as const, 1 as const),
  weight: fc.double({ min: 0, max: 3, noNaN: true }),
})

test('w − u/c is the average of the weights before the first event and after every one, taken by brute force', () => {
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 50 }),
      event,
      fc.constantFrom(1, (t: number) => 1 / (t + 1)),
      (events, { x }, eta) => {
        const [averaged, perceptron] = [new AveragedPerceptron({ eta }), new Perceptron({ eta })]
        let [sum, size] = [0, 1]
        for (const e of events) {
          averaged.learn(e.x, e.y, { weight: e.weight })
          perceptron.learn(e.x, e.y, { weight: e.weight })
          sum += perceptron.predict(x).beliefs![0]!
          size += Math.abs(sum)
        }
        expect(Math.abs(averaged.predict(x).beliefs![0]! - sum / (events.length + 1))).toBeLessThan(1e-12 * size)
      },
    ),
  )
})

test('η is 1 unless given, and the loss and the coefficients are those of the average', () => {
  const model = new AveragedPerceptron({ labels: [-1, 1], features: 2 })
  expect(model.eta()).toBe(1)
  model.learn([1, 2], 1)
  // w was 0 and is (1, 2, bias 1): their average is half of it.
  expect(model.coefficients(1)).toEqual({ bias: 0.5, indices: [0, 1], values: [0.5, 1] })
  expect(model.coefficients(-1)).toEqual({ bias: -0.5, indices: [0, 1], values: [-0.5, -1] })
  expect(model.loss([1, 0], -1)).toBe(1)
})

test('explain: bias and contributions sum to the average’s score', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), event, (events, { x }) => {
      const model = new AveragedPerceptron()
      for (const e of events) model.learn(e.x, e.y)
      const z = model.predict(x).beliefs![0]!
      for (const label of [0, 1] as const) {
        const { score, bias, contributions } = model.explain(x, { label })
        expect(score).toBeCloseTo(label === 1 ? z : -z, 10)
        expect(contributions.reduce((sum, part) => sum + part.contribution, bias)).toBeCloseTo(score, 10)
      }
    }),
  )
})

test('where classes overlap, the average errs less than the perceptron that it averages', () => {
  const events = Array.from(
    { length: 2000 },
    (_, t) => ({ x: [Math.sin(t) + Math.sin(7 * t * t)], y: Math.sin(t) > 0 ? 1 : 0 }) as const,
  )
  const [averaged, perceptron] = [new AveragedPerceptron(), new Perceptron()]
  const wrong = [0, 0]
  for (const { x, y } of events) {
    for (const [m, model] of [averaged, perceptron].entries()) {
      if (model.predict(x).label !== y) wrong[m]! += 1
      model.learn(x, y)
    }
  }
  expect(wrong[0]).toBeLessThan(0.9 * wrong[1]!)
})
