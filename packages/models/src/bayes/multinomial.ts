import {
  check,
  checkVector,
  InvalidEvent,
  isSparse,
  log,
  type SnapshotReader,
  type SnapshotWriter,
  type Vector,
} from '@rivulet/core'
import { FeatureTable } from '@rivulet/core/table'
import { MAGNITUDE } from '../magnitude.ts'
import type { Likelihood } from './likelihood.ts'
import { COUNTS, checkPart } from './savedCounts.ts'

/** How the counts of a feature within a class are smoothed. */
export interface SmoothingOptions {
  /** Laplace's pseudo-count, > 0, default 1. */
  readonly alpha?: number
  /** How many features there are; without it, those seen so far. */
  readonly features?: number
}

/** Checks the options of smoothing, and completes them. */
export function smoothing({ alpha = 1, features }: SmoothingOptions): { alpha: number; features: number | undefined } {
  check(alpha > 0 && alpha <= MAGNITUDE, 'alpha', '> 0', alpha)
  const whole = features === undefined || (Number.isInteger(features) && features > 0)
  check(whole, 'features', 'a whole number ≥ 1', features)
  return { alpha, features }
}

/**
 * Features are counts, as of the words of a text: log P(x | c) = Σ_i x_i log θ_ci, up to what is the same for all classes.
 *
 * θ_ci = (N_ci + α) / (N_c + α n),  N_ci = Σ x_i over the events of class c, N_c = Σ_i N_ci
 *
 * Without the number of features, n is one more than those seen: the one stands for all others.
 */
export class Multinomial implements Likelihood {
  readonly name: string
  readonly #alpha: number
  readonly #features: number | undefined
  /** N_ci in the row of feature i, and N_c in row 0. */
  readonly #counts: FeatureTable
  #classes: number

  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(classes: number, options: SmoothingOptions) {
    const { alpha, features } = smoothing(options)
    this.name = `multinomial, alpha ${alpha} over ${features ?? 'any'} features`
    this.#alpha = alpha
    this.#features = features
    this.#classes = classes
    this.#counts = new FeatureTable({ scores: classes, features })
  }

  /** Counts are ≥ 0. */
  check(x: Vector): void {
    checkVector(x, { features: this.#features, magnitude: MAGNITUDE })
    const values = isSparse(x) ? x.values : x
    for (let j = 0; j < values.length; j++) {
      if ((values[j] as number) < 0) throw new InvalidEvent(`x should be counts ≥ 0, but has ${values[j]}`)
    }
  }

  /** At the cost of the non-zeros times the classes. */
  addLog(x: Vector, into: Float64Array): void {
    const sparse = isSparse(x)
    const values = sparse ? x.values : x
    const counts = this.#counts.values
    let sum = 0
    for (let j = 0; j < values.length; j++) {
      const value = values[j] as number
      if (value === 0) continue
      sum += value
      const at = this.#counts.find(sparse ? (x.indices[j] as number) : j)
      for (let c = 0; c < this.#classes; c++)
        (into[c] as number) += value * log((at === 0 ? 0 : (counts[at + c] as number)) + this.#alpha)
    }
    for (let c = 0; c < this.#classes; c++) (into[c] as number) -= sum * this.#logTotal(c)
  }

  /** log (N_c + α n). */
  #logTotal(c: number): number {
    const features = this.#features ?? this.#counts.features.length + 1
    return log((this.#counts.values[c] as number) + this.#alpha * features)
  }

  count(x: Vector, c: number, weight: number): void {
    const values = isSparse(x) ? x.values : x
    for (let j = 0; j < values.length; j++) {
      const value = (values[j] as number) * weight
      if (value !== 0) this.#add(isSparse(x) ? (x.indices[j] as number) : j, c, value)
    }
  }

  #add(feature: number, c: number, count: number): void {
    const at = this.#counts.admit(feature)
    ;(this.#counts.values[at + c] as number) += count
    ;(this.#counts.values[c] as number) += count
  }

  grow(classes: number): void {
    this.#classes = classes
    this.#counts.grow(classes)
  }

  merge(other: this, classes: readonly number[]): void {
    const theirs = other.#counts
    for (const feature of theirs.features) {
      const at = theirs.find(feature)
      this.#counts.admit(feature)
      for (const [c, to] of classes.entries()) this.#add(feature, to, theirs.values[at + c] as number)
    }
  }

  partsOf(c: number): ReturnType<Likelihood['partsOf']> {
    const total = this.#logTotal(c)
    const add = (feature: number, value: number): number => {
      const at = this.#counts.find(feature)
      const count = at === 0 ? 0 : (this.#counts.values[at + c] as number)
      return value * (log(count + this.#alpha) - total)
    }
    return { base: 0, add }
  }

  save(to: SnapshotWriter): void {
    this.#counts.save(to)
  }

  load(from: SnapshotReader): void {
    this.#counts.load(from, [COUNTS])
    const { values, places } = this.#counts
    for (let c = 0; c < this.#classes; c++) {
      let sum = 0
      for (const at of places) if (at > 0) sum += values[at + c] as number
      checkPart(sum, values[c] as number, 'the counts of all features')
      checkPart(values[c] as number, sum, 'the count of a class')
    }
  }
}
