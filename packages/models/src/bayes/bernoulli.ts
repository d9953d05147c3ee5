import { checkVector, isSparse, log, type SnapshotReader, type SnapshotWriter, type Vector } from '@rivulet/core'
import { FeatureTable } from '@rivulet/core/table'
import { MAGNITUDE } from '../magnitude.ts'
import { CountHistogram } from './countHistogram.ts'
import type { Likelihood } from './likelihood.ts'
import { type SmoothingOptions, smoothing } from './multinomial.ts'
import { COUNTS, checkPart } from './savedCounts.ts'

/**
 * Features are there (x_i > 0) or not, and that one is not there is evidence as well.
 *
 * log P(x | c) = Σ_i log (1 − θ_ci) + Σ_{x_i > 0} log θ_ci / (1 − θ_ci),  θ_ci = (N_ci + α) / (N_c + 2α)
 *
 * N_c events of class c, N_ci of them with feature i; 2 is the number of values that a feature has. The first sum is over all
 * features and changes with every event of the class: Σ_i log (N_c − N_ci + α) is taken over the distinct counts, few
 * of which there are, and kept, so that an event costs its non-zeros and the distinct counts of its class.
 */
export class Bernoulli implements Likelihood {
  readonly name: string
  readonly #alpha: number
  readonly #features: number | undefined
  /** N_ci in the row of feature i, and N_c in row 0. */
  readonly #counts: FeatureTable
  #histograms: CountHistogram[] = []
  /** Σ log (N_c − N_ci + α) over the features with N_ci > 0. */
  #absent: number[] = []

  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(classes: number, options: SmoothingOptions) {
    const { alpha, features } = smoothing(options)
    this.name = `Bernoulli, alpha ${alpha} over ${features ?? 'any'} features`
    this.#alpha = alpha
    this.#features = features
    this.#counts = new FeatureTable({ scores: classes, features })
    this.grow(classes)
  }

  check(x: Vector): void {
    checkVector(x, { features: this.#features, magnitude: MAGNITUDE })
  }

  /** At the cost of the non-zeros times the classes. */
  addLog(x: Vector, into: Float64Array): void {
    const values = isSparse(x) ? x.values : x
    for (let c = 0; c < this.#absent.length; c++) {
      const { base, add } = this.partsOf(c)
      ;(into[c] as number) += base
      for (let j = 0; j < values.length; j++) {
        const value = values[j] as number
        if (value > 0) (into[c] as number) += add(isSparse(x) ? (x.indices[j] as number) : j, value)
      }
    }
  }

  partsOf(c: number): ReturnType<Likelihood['partsOf']> {
    const [n, alpha] = [this.#counts.values[c] as number, this.#alpha]
    const seen = this.#features ?? this.#counts.features.length
    const [logAbsent, logTotal] = [log(n + alpha), log(n + 2 * alpha)]
    const others = seen - (this.#histograms[c] as CountHistogram).features
    const base = (this.#absent[c] as number) + others * logAbsent - seen * logTotal
    const add = (feature: number, value: number): number => {
      if (!(value > 0)) return 0
      const at = this.#counts.find(feature)
      // A feature that nobody counts yet has no share in the base.
      if (at === 0) return log(alpha) - (this.#features === undefined ? logTotal : logAbsent)
      const count = this.#counts.values[at + c] as number
      return log(count + alpha) - (count === 0 ? logAbsent : log(Math.max(0, n - count) + alpha))
    }
    return { base, add }
  }

  count(x: Vector, c: number, weight: number): void {
    const values = isSparse(x) ? x.values : x
    for (let j = 0; j < values.length; j++)
      if ((values[j] as number) > 0) this.#add(isSparse(x) ? (x.indices[j] as number) : j, c, weight)
    ;(this.#counts.values[c] as number) += weight
    this.#keep(c)
  }

  #add(feature: number, c: number, weight: number): void {
    const at = this.#counts.admit(feature) + c
    const before = this.#counts.values[at] as number
    this.#counts.values[at] = before + weight
    ;(this.#histograms[c] as CountHistogram).move(before, before + weight)
  }

  #keep(c: number): void {
    const n = this.#counts.values[c] as number
    this.#absent[c] = (this.#histograms[c] as CountHistogram).sumLog(n, this.#alpha)
  }

  grow(classes: number): void {
    this.#counts.grow(classes)
    while (this.#absent.length < classes) {
      this.#histograms.push(new CountHistogram())
      this.#absent.push(0)
    }
  }

  merge(other: this, classes: readonly number[]): void {
    const theirs = other.#counts
    for (const feature of theirs.features) {
      const at = theirs.find(feature)
      for (const [c, to] of classes.entries()) this.#add(feature, to, theirs.values[at + c] as number)
    }
    for (const [c, to] of classes.entries()) {
      ;(this.#counts.values[to] as number) += theirs.values[c] as number
      this.#keep(to)
    }
  }

  save(to: SnapshotWriter): void {
    this.#counts.save(to)
  }

  load(from: SnapshotReader): void {
    this.#counts.load(from, [COUNTS])
    for (const at of this.#counts.places)
      for (let c = 0; c < this.#absent.length; c++)
        checkPart(this.#counts.values[at + c] as number, this.#counts.values[c] as number, 'a count')
    for (const [c, histogram] of this.#histograms.entries()) {
      for (const feature of this.#counts.features) {
        histogram.move(0, this.#counts.values[this.#counts.find(feature) + c] as number)
      }
      this.#keep(c)
    }
  }
}
