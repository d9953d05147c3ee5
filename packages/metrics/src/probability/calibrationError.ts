import {
  check,
  checkOptions,
  checkWhole,
  isLabel,
  type Label,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'
import { checkSaved, readExpected } from '@rivulet/core/snapshot'
import type { Interval } from '../interval/interval.ts'
import { probabilityGiven } from '../mean/probabilityGiven.ts'
import { ReversibleMetric } from '../reversibleMetric.ts'
import { ExactSum } from '../sum/exactSum.ts'
import { exactTotal } from '../sum/exactTotal.ts'
import { loadSums, saveSums } from '../sum/saveSums.ts'

/** One line of a reliability table: what was predicted with a probability in (low, high], and how often it happened. */
export interface ReliabilityBin {
  /** Probabilities are above this. */
  readonly low: number
  /** And at most this. */
  readonly high: number
  /** The weight of the events. */
  readonly weight: number
  /** The mean of the probabilities. */
  readonly predicted: number
  /** The share of the events in which it happened. */
  readonly happened: number
}

/** What is looked at, and how finely. */
export interface CalibrationErrorOptions<L extends Label> {
  /** How many bins there are, from 1 to 10,000; default 10. */
  readonly bins?: number
  /** The class whose probability is looked at; without it the predicted one. */
  readonly positive?: L
}

interface Bin {
  readonly weight: ExactSum
  readonly predicted: ExactSum
  readonly happened: ExactSum
}

/**
 * Whether probabilities mean what they say: of what is predicted with .7, seven in ten should happen.
 *
 * Σ_b (n_b / n) |mean probability in b − share that happened in b|
 *
 * over bins b of equal width. The probability is that of the predicted class, or of `positive`. It is biased upwards when
 * bins hold few events, and differs with the number of bins: it says whether to look at the {@link
 * CalibrationError.read}, not which of two models is better; for that there is {@link CrossEntropy}.
 *
 * @example
 * ```ts
 * import { CalibrationError } from '@rivulet/metrics'
 *
 * const calibration = new CalibrationError()
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * for (const y of ['ham', 'ham', 'spam', 'ham']) calibration.update(y, ticket)
 * calibration.value // => 0
 * calibration.read() // => [{ low: 0.7, high: 0.8, weight: 4, predicted: 0.75, happened: 0.75 }]
 * ```
 *
 * @see Murphy & Winkler (1977), Reliability of Subjective Probability Forecasts of Precipitation and Temperature
 * @see Naeini, Cooper & Hauskrecht (2015), Obtaining Well Calibrated Probabilities Using Bayesian Binning
 */
export class CalibrationError<L extends Label = Label> extends ReversibleMetric<L> {
  override readonly range: Interval = { low: 0, high: 1 }
  readonly #positive: L | undefined
  #bins: Bin[]

  /** @param options - `bins`, how many, default 10; `positive`, whose probability is looked at */
  constructor(options: CalibrationErrorOptions<NoInfer<L>> = {}) {
    super()
    checkOptions('CalibrationError', options, ['bins', 'positive'])
    const { bins = 10, positive } = options
    checkWhole('bins', bins, 1, 10_000)
    check(positive === undefined || isLabel(positive), 'positive', 'a label', positive)
    this.#positive = positive as L | undefined
    this.#bins = Array.from({ length: bins }, () => ({
      weight: new ExactSum(),
      predicted: new ExactSum(),
      happened: new ExactSum(),
    }))
  }

  /** The reliability table: the bins that hold events, by probability. */
  read(): ReliabilityBin[] {
    const n = this.#bins.length
    return this.#bins.flatMap(({ weight: { value: weight }, predicted, happened }, b) =>
      weight === 0
        ? []
        : [
            {
              low: b / n,
              high: (b + 1) / n,
              weight,
              predicted: predicted.value / weight,
              happened: happened.value / weight,
            },
          ],
    )
  }

  /** The mean distance of probability and share, from 0 to 1; NaN before the first event. */
  override get value(): number {
    const total = exactTotal(this.#bins.map(({ weight }) => weight.value))
    const distances = this.#bins.map(({ predicted, happened }) => Math.abs(predicted.value - happened.value))
    return exactTotal(distances) / total
  }

  /** Takes the other's events in; it must have as many bins. */
  override merge(other: this): void {
    check(other.#bins.length === this.#bins.length, 'bins', `${this.#bins.length} as here`, other.#bins.length)
    for (const [b, bin] of this.#bins.entries()) {
      const { weight, predicted, happened } = other.#bins[b] as Bin
      bin.weight.merge(weight)
      bin.predicted.merge(predicted)
      bin.happened.merge(happened)
    }
  }

  /** Makes all events so far weigh less. */
  override fade(powerOfTwo: number): void {
    for (const bin of this.#bins) for (const sum of Object.values(bin)) sum.scale(powerOfTwo)
  }

  /** Writes the bins. */
  override save(to: SnapshotWriter): void {
    to.text('of', this.#of())
    saveSums(
      to,
      'bins',
      this.#bins.flatMap(({ weight, predicted, happened }) => [weight, predicted, happened]),
    )
  }

  /** Restores the bins; there must be as many, of the same class. */
  override load(from: SnapshotReader): void {
    readExpected(from, 'of', this.#of())
    const sums = loadSums(from, 'bins', 3 * this.#bins.length)
    for (const [i, { value }] of sums.entries()) {
      const weight = (sums[i - (i % 3)] as ExactSum).value
      checkSaved(value <= weight * (1 + 1e-6), `bins[${i}]`, `at most ${weight}, the weight of its bin`, value)
    }
    this.#bins = this.#bins.map((_, b) => ({
      weight: sums[3 * b] as ExactSum,
      predicted: sums[3 * b + 1] as ExactSum,
      happened: sums[3 * b + 2] as ExactSum,
    }))
  }

  protected override count(y: L, prediction: Prediction<L>, weight: number): void {
    const of = this.#positive ?? prediction.label
    const p = of === undefined ? 0 : probabilityGiven(prediction, of)
    const bin = this.#bins[Math.min(Math.max(Math.ceil(p * this.#bins.length) - 1, 0), this.#bins.length - 1)] as Bin
    bin.weight.add(weight)
    bin.predicted.add(weight * p)
    if (y === of) bin.happened.add(weight)
  }

  #of(): string {
    return JSON.stringify(this.#positive ?? null)
  }
}
