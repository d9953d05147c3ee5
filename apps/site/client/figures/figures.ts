import { crossEntropy, entropy, klDivergence, sigmoid, softmax } from '@rivulet/core'
import { costSurfaceSvg, perceptronPathSvg, regionsSvg, sigmoidSvg, temperatureSvg, xorSvg } from '@rivulet/figures'
import { GaussianNaiveBayes, SoftmaxRegression } from '@rivulet/models'
import { logisticLoss, quadraticLoss } from '@rivulet/optim'
import type { PlanePoint } from '../plane/sets.ts'
import { sets } from '../plane/sets.ts'
import type { LiveFigure } from './live.ts'

const figure = (value: number): string => value.toFixed(3)

/** A set of the plane as points of two classes. */
function twoOf(name: string, apart = 0): { x: readonly [number, number]; y: 0 | 1 }[] {
  const points = (sets[name] as () => PlanePoint[])()
  return points.map(({ x: [a, b], y }) => ({ x: [a + (y === 1 ? apart : -apart), b], y: y === 1 ? 1 : 0 }))
}

const slopes = [
  { x: [1, 0.3], y: 1 },
  { x: [0.4, 1], y: 1 },
  { x: [-1, 0.2], y: 0 },
  { x: [0.1, -0.6], y: 0 },
] as const

/** The figures of the lecture pages that follow sliders, each computed by the packages as it is drawn. */
export const figures: Readonly<Record<string, LiveFigure>> = {
  perceptron: {
    sliders: [
      { name: 'Distance between the groups', from: -0.6, to: 0.6, step: 0.05, value: 0.2 },
      { name: 'Epochs', from: 1, to: 20, step: 1, value: 10 },
    ],
    draw: (apart = 0, epochs = 10) => {
      const svg = perceptronPathSvg(twoOf('Two that overlap', apart), { epochs })
      return { svg, said: /aria-label="([^"]*)"/.exec(svg)?.[1] ?? '' }
    },
  },
  logistic: {
    sliders: [{ name: 'z', from: -8, to: 8, step: 0.1, value: 1 }],
    draw: (z = 0) => ({
      svg: sigmoidSvg(),
      said: `σ(${z}) = ${figure(sigmoid(z))}, σ′(${z}) = ${figure(sigmoid(z) * sigmoid(-z))}; σ(−z) = 1 − σ(z) = ${figure(sigmoid(-z))}`,
    }),
  },
  temperature: {
    sliders: [
      { name: 'z₁', from: -3, to: 5, step: 0.1, value: 2 },
      { name: 'z₂', from: -3, to: 5, step: 0.1, value: 1 },
      { name: 'z₃', from: -3, to: 5, step: 0.1, value: 0 },
      { name: 'T', from: 0.05, to: 10, step: 0.05, value: 1 },
    ],
    draw: (a = 0, b = 0, c = 0, t = 1) => ({
      svg: temperatureSvg({ scores: [a, b, c] }),
      said: `At T = ${t} softmax is (${softmax([a, b, c], t).map(figure).join(', ')}).`,
    }),
  },
  information: {
    sliders: [
      { name: 'p₁', from: 0, to: 1, step: 0.01, value: 0.7 },
      { name: 'q₁', from: 0.01, to: 0.99, step: 0.01, value: 0.4 },
    ],
    draw: (a = 0.5, b = 0.5) => {
      const [p, q] = [
        [a, 1 - a],
        [b, 1 - b],
      ] as const
      const said = `H(p) = ${figure(entropy(p))}, KL(p ‖ q) = ${figure(klDivergence(p, q))}, and their sum is the cross-entropy H(p, q) = ${figure(crossEntropy(p, q))}. The other way round, KL(q ‖ p) = ${figure(klDivergence(q, p))}.`
      return { svg: temperatureSvg({ scores: [Math.log(b), Math.log(1 - b)] }), said }
    },
  },
  cost: {
    sliders: [
      { name: 'η', from: 0.1, to: 4, step: 0.1, value: 1 },
      { name: 'Start w₀', from: -10, to: 10, step: 0.5, value: -8 },
      { name: 'Start w₁', from: -10, to: 10, step: 0.5, value: -8 },
    ],
    draw: (eta = 1, v = -8, w = -8) => {
      const options = { eta, start: [v, w] as const, width: 360, height: 300 }
      const svg = `${costSurfaceSvg(logisticLoss, slopes, options)}${costSurfaceSvg(quadraticLoss, slopes, options)}`
      return { svg, said: 'Left the logarithmic cost, right the quadratic one: a hundred steps from the same place.' }
    },
  },
  steps: {
    sliders: [{ name: 'Events', from: 20, to: 400, step: 20, value: 60 }],
    draw: (events = 60) => ({
      svg: xorSvg({ events }),
      said: 'With η = 1 the weights cycle. With η = 1/n they converge: to zero, which separates nothing.',
    }),
  },
  batches: {
    sliders: [
      { name: 'Examples in a batch', from: 1, to: 42, step: 1, value: 1 },
      { name: 'Epochs', from: 1, to: 20, step: 1, value: 1 },
      { name: 'η', from: 0.05, to: 3, step: 0.05, value: 0.5 },
    ],
    draw: (size = 1, epochs = 1, eta = 0.5) => {
      const examples = (sets['Three groups'] as () => PlanePoint[])()
      const model = new SoftmaxRegression({ labels: [0, 1, 2], features: 2, eta: () => eta })
      let loss = 0
      for (let epoch = 0; epoch < epochs; epoch++)
        for (let i = 0; i < examples.length; i += size)
          loss = model.learnMany(examples.slice(i, i + size).map(({ x, y }) => ({ x: [...x], y })))
      const steps = epochs * Math.ceil(examples.length / size)
      return {
        svg: regionsSvg(model, examples),
        said: `${steps} steps; the loss of the last batch before its step was ${figure(loss)}.`,
      }
    },
  },
  bayes: {
    sliders: [{ name: 'Examples', from: 3, to: 42, step: 3, value: 12 }],
    draw: (count = 12) => {
      const examples = (sets['Three groups'] as () => PlanePoint[])().slice(0, count)
      const model = new GaussianNaiveBayes({ labels: [0, 1, 2], features: 2 })
      for (const { x, y } of examples) model.learn([...x], y)
      return {
        svg: regionsSvg(model, examples),
        said: `${count} examples counted, no step taken: the order does not matter.`,
      }
    },
  },
}
