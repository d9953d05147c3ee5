import { check, checkVector, isSparse, log, type SnapshotReader, type SnapshotWriter, type Vector } from '@rivulet/core'
import { between, checkSaved, type NumberRange } from '@rivulet/core/snapshot'
import { FeatureTable } from '@rivulet/core/table'
import { MAGNITUDE } from '../magnitude.ts'
import type { Likelihood } from './likelihood.ts'
import { checkPart } from './savedCounts.ts'

/** No variance is less: the square of a distance divided by it stays finite. */
const LEAST_VARIANCE = 1e-100

/** None is more: (2 · 10¹⁰⁰)², and a hair of rounding. */
const LARGEST_VARIANCE = 4.1e200

const LOG_TWO_PI = 1.8378770664093453

/** What a Gaussian within a class can be told. */
export interface GaussianOptions {
  /** How many features an event has, d. */
  readonly features: number
  /** What is added to every variance, as a share of the largest variance of any feature over all events; ≥ 0, default 10⁻⁹. */
  readonly varSmoothing?: number
}

/**
 * Features are numbers, normally distributed within a class, each for itself: 0 is a value as any other, so an event costs all d.
 *
 * log P(x | c) = −½ Σ_i ( log 2πσ²_ci + (x_i − μ_ci)² / σ²_ci )
 *
 * Mean and variance are Welford's running ones, which do not cancel: μ += w δ / n,  M += w δ (x − μ′),  σ² = M/n + ε. A class that
 * nothing is known of has the mean and the variance of all events.
 *
 * @see Welford (1962), Note on a Method for Calculating Corrected Sums of Squares and Products
 * @see Chan, Golub & LeVeque (1979), Updating Formulae and a Pairwise Algorithm for Computing Sample Variances
 */
export class Gaussian implements Likelihood {
  readonly name: string
  readonly #features: number
  readonly #smoothing: number
  /** A row for each class counted: n, the d means, and the d sums of squares M. Row 0 is over all classes. */
  readonly #moments: FeatureTable
  #classes: number

  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(classes: number, { features, varSmoothing = 1e-9 }: GaussianOptions) {
    check(Number.isInteger(features) && features > 0, 'features', 'a whole number ≥ 1', features)
    check(varSmoothing >= 0 && varSmoothing < Infinity, 'varSmoothing', '≥ 0', varSmoothing)
    this.name = `Gaussian, smoothing ${varSmoothing} over ${features} features`
    this.#features = features
    this.#smoothing = varSmoothing
    this.#classes = classes
    this.#moments = new FeatureTable({ scores: features, blocks: 2, marks: 1 })
  }

  check(x: Vector): void {
    checkVector(x, { features: this.#features, magnitude: MAGNITUDE })
  }

  /** At the cost of the features times the classes. */
  addLog(x: Vector, into: Float64Array): void {
    const values = this.#dense(x)
    const epsilon = this.#epsilon()
    for (let c = 0; c < this.#classes; c++) (into[c] as number) += this.#logAt(c, values, epsilon)
  }

  /** The features that are not 0 are counted from 0: adding feature i with value v is log P(v) − log P(0). */
  partsOf(c: number): ReturnType<Likelihood['partsOf']> {
    const epsilon = this.#epsilon()
    const add = (i: number, v: number): number => this.#logOne(c, i, v, epsilon) - this.#logOne(c, i, 0, epsilon)
    return { base: this.#logAt(c, new Float64Array(this.#features), epsilon), add }
  }

  #logAt(c: number, values: ArrayLike<number>, epsilon: number): number {
    let sum = 0
    for (let i = 0; i < this.#features; i++) sum += this.#logOne(c, i, values[i] as number, epsilon)
    return sum
  }

  #logOne(c: number, i: number, v: number, epsilon: number): number {
    const { values, first, block } = this.#moments
    const at = this.#moments.find(c)
    const n = values[at] as number
    if (n === 0) return 0
    const mean = at + first + i
    const variance = Math.max(LEAST_VARIANCE, (values[mean + block] as number) / n + epsilon)
    const distance = v - (values[mean] as number)
    return -(LOG_TWO_PI + log(variance) + (distance * distance) / variance) / 2
  }

  #epsilon(): number {
    const { values, first, block } = this.#moments
    const n = values[0] as number
    let largest = 0
    for (let i = 0; i < this.#features; i++) largest = Math.max(largest, values[first + block + i] as number)
    return n > 0 ? (this.#smoothing * largest) / n : 0
  }

  count(x: Vector, c: number, weight: number): void {
    const values = this.#dense(x)
    const own = this.#moments.admit(c)
    const { values: moments, first, block } = this.#moments
    for (const at of [0, own]) {
      const n = (moments[at] as number) + weight
      moments[at] = n
      for (let i = 0; i < this.#features; i++) {
        const mean = at + first + i
        const value = values[i] as number
        const delta = value - (moments[mean] as number)
        ;(moments[mean] as number) += delta * (weight / n)
        ;(moments[mean + block] as number) += weight * delta * (value - (moments[mean] as number))
      }
    }
  }

  merge(other: this, classes: readonly number[]): void {
    this.#mergeRow(0, other, 0)
    for (const c of other.#moments.features)
      this.#mergeRow(this.#moments.admit(classes[c] as number), other, other.#moments.find(c))
  }

  /** n = n₁ + n₂,  μ = μ₁ + δ n₂/n,  M = M₁ + M₂ + δ² n₁n₂/n,  δ = μ₂ − μ₁. */
  #mergeRow(at: number, other: this, from: number): void {
    const { values: ours, first, block } = this.#moments
    const theirs = other.#moments.values
    const [n1, n2] = [ours[at] as number, theirs[from] as number]
    if (n2 === 0) return
    const share = n2 / (n1 + n2)
    ours[at] = n1 + n2
    for (let i = first; i < first + this.#features; i++) {
      const delta = (theirs[from + i] as number) - (ours[at + i] as number)
      ;(ours[at + i] as number) += delta * share
      ;(ours[at + block + i] as number) += (theirs[from + block + i] as number) + delta * delta * n1 * share
    }
  }

  grow(classes: number): void {
    this.#classes = classes
  }

  #dense(x: Vector): ArrayLike<number> {
    if (!isSparse(x)) return x
    const values = new Float64Array(this.#features)
    for (let j = 0; j < x.indices.length; j++) values[x.indices[j] as number] = x.values[j] as number
    return values
  }

  save(to: SnapshotWriter): void {
    this.#moments.save(to)
  }

  load(from: SnapshotReader): void {
    const of = (range: NumberRange): NumberRange[] => Array.from({ length: this.#features }, () => range)
    this.#moments.load(from, [...of(between(-MAGNITUDE, MAGNITUDE)), ...of(between(0, 1e300))], [between(0, 1e120)])
    const { features, places, values, first, block } = this.#moments
    for (const c of features) checkSaved(c < this.#classes, 'features', `below ${this.#classes}, the classes`, c)
    for (const at of places) {
      // No variance is more than the square of how far two numbers are apart.
      for (let i = 0; i < this.#features; i++)
        checkPart(
          values[at + first + block + i] as number,
          (values[at] as number) * LARGEST_VARIANCE,
          'a sum of squares',
        )
    }
  }
}
