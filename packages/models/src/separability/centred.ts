import { checkVector, dot, InvalidEvent, isSparse, show, type Vector } from '@rivulet/core'
import type { Coefficients } from '../coefficients.ts'
import type { Example } from '../example.ts'
import { MAGNITUDE } from '../magnitude.ts'

/**
 * Examples with every feature brought near 0 and below 1 in size: x′ = (x − c) / s, and a feature behind them that is always 1.
 *
 * s is the power of two next above the feature's range, c the multiple of s next to its mean; a feature that never moves is taken
 * away whole. So whole numbers stay exact, as fractions of a power of two, and one that is 0 in most examples keeps c = 0: sparse
 * examples stay sparse.
 */
export class Centred {
  /** How many features there are. */
  readonly features: number
  readonly #rows: Vector[]
  readonly #centre: Float64Array
  readonly #scale: Float64Array

  /** @throws InvalidEvent for features or a label that are none */
  constructor(examples: readonly Example<Vector, 0 | 1>[]) {
    this.features = examples.reduce((reach, example) => Math.max(reach, reachOf(example)), 0)
    const [low, high, mean] = spreads(examples, this.features)
    this.#scale = low.map((least, i) => powerAbove((high[i] as number) / 2 - least / 2) * 2)
    this.#centre = mean.map((m, i) => {
      const unit = this.#scale[i] as number
      return low[i] === high[i] ? (low[i] as number) : Math.round(m / unit) * unit
    })
    const shifted = [...this.#centre.keys()].filter((i) => this.#centre[i] !== 0)
    this.#rows = examples.map(({ x }) => this.#rowOf(x, shifted))
  }

  /** w·x′ + b of an example; b is the last of w. */
  score(w: Float64Array, i: number): number {
    return dot(w, this.#rows[i] as Vector) + (w[this.features] as number)
  }

  /** (w, b) ← (w, b) + a (x′, 1). */
  add(a: number, i: number, w: Float64Array): void {
    const x = this.#rows[i] as Vector
    const values = isSparse(x) ? x.values : x
    for (let j = 0; j < values.length; j++) {
      ;(w[isSparse(x) ? (x.indices[j] as number) : j] as number) += a * (values[j] as number)
    }
    ;(w[this.features] as number) += a
  }

  /** The same hyperplane for features as they came: w_i = w′_i / s_i, b = b′ − Σ w_i c_i. */
  inOwnUnits(w: Float64Array): Coefficients {
    const values = Array.from(this.#scale, (s, i) => (w[i] as number) / s)
    const bias = values.reduce((sum, v, i) => sum - v * (this.#centre[i] as number), w[this.features] as number)
    return { bias, indices: [...values.keys()], values }
  }

  #rowOf(x: Vector, shifted: readonly number[]): Vector {
    const at = (v: number, i: number): number => (v - (this.#centre[i] as number)) / (this.#scale[i] as number)
    if (!isSparse(x) && x.length === this.features) return Float64Array.from(x, at)
    const row = new Map(shifted.map((i) => [i, at(0, i)]))
    const values = isSparse(x) ? x.values : x
    for (let j = 0; j < values.length; j++) {
      const i = isSparse(x) ? (x.indices[j] as number) : j
      row.set(i, at(values[j] as number, i))
    }
    const indices = [...row.keys()].sort((a, b) => a - b)
    return { indices, values: indices.map((i) => row.get(i) as number) }
  }
}

/** The least and the greatest value of each feature, and its mean; a feature that an example does not have is 0 there. */
function spreads(
  examples: readonly Example<Vector, 0 | 1>[],
  features: number,
): [Float64Array, Float64Array, Float64Array] {
  const [low, high, mean, seen] = [0, 0, 0, 0].map(() => new Float64Array(features)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (const { x } of examples) {
    const values = isSparse(x) ? x.values : x
    for (let j = 0; j < values.length; j++) {
      const [i, v] = [isSparse(x) ? (x.indices[j] as number) : j, values[j] as number]
      if (seen[i] === 0) low[i] = high[i] = v
      low[i] = Math.min(low[i] as number, v)
      high[i] = Math.max(high[i] as number, v)
      ;(mean[i] as number) += v / examples.length
      ;(seen[i] as number) += 1
    }
  }
  for (const [i, count] of seen.entries()) {
    if (count === examples.length) continue
    low[i] = Math.min(low[i] as number, 0)
    high[i] = Math.max(high[i] as number, 0)
  }
  return [low, high, mean]
}

/** The least power of two ≥ x; 1 for 0. */
function powerAbove(x: number): number {
  let power = 1
  while (power < x) power *= 2
  while (x > 0 && power / 2 >= x) power /= 2
  return power
}

/** One more than the last feature that an example has. */
function reachOf({ x, y }: Example<Vector, 0 | 1>): number {
  checkVector(x, { magnitude: MAGNITUDE })
  if (y !== 0 && y !== 1) throw new InvalidEvent(`y should be 0 or 1, but is ${show(y)}`)
  return isSparse(x) ? ((x.indices[x.indices.length - 1] ?? -1) as number) + 1 : x.length
}
