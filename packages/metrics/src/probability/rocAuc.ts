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
import { checkSaved, probability, readArray, readCount, readExpected, whole } from '@rivulet/core/snapshot'
import type { Interval } from '../interval/interval.ts'
import { probabilityGiven } from '../mean/probabilityGiven.ts'
import { ReversibleMetric } from '../reversibleMetric.ts'
import { ExactSum } from '../sum/exactSum.ts'
import { loadSums, saveSums } from '../sum/saveSums.ts'
import { coarsen } from './coarsen.ts'

/** Which class is ranked, and how finely. */
export interface RocAucOptions<L extends Label> {
  /** The class that is ranked against all others. */
  readonly positive: L
  /** How many probabilities are told apart, ≥ 256, default 4,096. */
  readonly maxLevels?: number
}

interface Level {
  readonly positive: ExactSum
  readonly negative: ExactSum
}

/**
 * How well a class is ranked: the probability that it was given more probability in a random event of it than in a random
 * event of the others, ties half. The area under the curve of true against false positives.
 *
 * AUC = (Σ_{s>s'} P_s N_s' + ½ Σ_s P_s N_s) / (P N)
 *
 * P_s and N_s are the weights of the events, of the class and not, that were given the probability s. There is one
 * level for each s as long as there are few, and the value is exact. Beyond `maxLevels`, all s are cut to fewer leading bits
 * until neighbours fall together; pairs within one level then count as ties, though they may not be, and {@link
 * RocAuc.error} is what that can change. The relative precision is the same near 0 and near 1.
 *
 * @example
 * ```ts
 * import { RocAuc } from '@rivulet/metrics'
 *
 * const auc = new RocAuc({ positive: 'spam' })
 * for (const [p, y] of [[0.1, 'ham'], [0.4, 'ham'], [0.35, 'spam'], [0.8, 'spam']] as const) {
 *   auc.update(y, { label: p > 0.5 ? 'spam' : 'ham', labels: ['ham', 'spam'], probabilities: [1 - p, p] })
 * }
 * auc.value // => 0.75
 * auc.error // => 0
 * ```
 *
 * @see Hanley & McNeil (1982), The Meaning and Use of the Area under a Receiver Operating Characteristic Curve
 */
export class RocAuc<L extends Label = Label> extends ReversibleMetric<L> {
  override readonly range: Interval = { low: 0, high: 1 }
  /** The class that is ranked against all others. */
  readonly positive: L
  readonly #most: number
  #bits = 53
  #levels = new Map<number, Level>()

  /** @param options - `positive`, the class that is ranked against all others; `maxLevels`, default 4,096 */
  constructor(options: RocAucOptions<NoInfer<L>>) {
    super()
    checkOptions('RocAuc', options, ['maxLevels', 'positive'])
    const { positive, maxLevels = 4096 } = options
    check(isLabel(positive), 'positive', 'a label', positive)
    checkWhole('maxLevels', maxLevels, 256)
    this.positive = positive as L
    this.#most = maxLevels
  }

  /** The area, from 0 to 1; NaN until there are events of the class and events of others. */
  override get value(): number {
    const { below, ties, pairs } = this.#pairs()
    return (below + ties / 2) / pairs
  }

  /** The area of all events is within {@link RocAuc.value} ± this; 0 while every probability has a level of its own. */
  get error(): number {
    const { ties, pairs } = this.#pairs()
    return this.#bits === 53 ? 0 : ties / 2 / pairs
  }

  /** Takes the other's events in. */
  override merge(other: this): void {
    this.#bits = Math.min(this.#bits, other.#bits)
    this.#regroup([...this.#levels, ...other.#levels])
    this.#fit()
  }

  /** Makes all events so far weigh less. */
  override fade(powerOfTwo: number): void {
    for (const [key, { positive, negative }] of this.#levels) {
      positive.scale(powerOfTwo)
      negative.scale(powerOfTwo)
      if (positive.zero && negative.zero) this.#levels.delete(key)
    }
  }

  /** Writes the levels. */
  override save(to: SnapshotWriter): void {
    to.text('of', this.#of())
    to.text('bits', String(this.#bits))
    const levels = this.#sorted()
    to.array(
      'probabilities',
      levels.map(([key]) => key),
    )
    saveSums(
      to,
      'levels',
      levels.flatMap(([, { positive, negative }]) => [positive, negative]),
    )
  }

  /** Restores the levels; the class must be the same. */
  override load(from: SnapshotReader): void {
    readExpected(from, 'of', this.#of())
    const bits = readCount(from, 'bits', whole(1, 53))
    const keys = readArray(from, 'probabilities', 'F64', undefined, probability)
    const ordered = keys.every((key, i) => coarsen(key, bits) === key && !(key <= (keys[i - 1] as number)))
    checkSaved(ordered, 'probabilities', `ascending, of ${bits} bits`, keys[0])
    checkSaved(keys.length <= this.#most, 'probabilities', `at most ${this.#most}`, keys.length)
    const sums = loadSums(from, 'levels', 2 * keys.length)
    this.#bits = bits
    this.#levels = new Map(
      Array.from(keys, (key, i) => [key, { positive: sums[2 * i] as ExactSum, negative: sums[2 * i + 1] as ExactSum }]),
    )
  }

  protected override count(y: L, prediction: Prediction<L>, weight: number): void {
    const p = probabilityGiven(prediction, this.positive)
    if (weight === 0) return
    const key = coarsen(Math.min(p, 1), this.#bits)
    const level = this.#levels.get(key) ?? { positive: new ExactSum(), negative: new ExactSum() }
    this.#levels.set(key, level)
    const sum = y === this.positive ? level.positive : level.negative
    sum.add(weight)
    if (weight < 0 && level.positive.zero && level.negative.zero) this.#levels.delete(key)
    else this.#fit()
  }

  /** Cuts probabilities to fewer bits until there are no more levels than allowed. */
  #fit(): void {
    if (this.#levels.size <= this.#most) return
    const probabilities = [...this.#levels.keys()]
    let levels = this.#levels.size
    while (levels > this.#most && this.#bits > 1) {
      this.#bits--
      levels = new Set(probabilities.map((p) => coarsen(p, this.#bits))).size
    }
    this.#regroup([...this.#levels])
  }

  #regroup(levels: [number, Level][]): void {
    const grouped = new Map<number, Level>()
    for (const [p, { positive, negative }] of levels) {
      const key = coarsen(p, this.#bits)
      const level = grouped.get(key) ?? { positive: new ExactSum(), negative: new ExactSum() }
      grouped.set(key, level)
      level.positive.merge(positive)
      level.negative.merge(negative)
    }
    this.#levels = grouped
  }

  #sorted(): [number, Level][] {
    return [...this.#levels].sort(([a], [b]) => a - b)
  }

  /** The weight of the pairs (of the class, not of it): ranked right, in one level, and all. */
  #pairs(): { below: number; ties: number; pairs: number } {
    const below = new ExactSum()
    const ties = new ExactSum()
    const positives = new ExactSum()
    const negatives = new ExactSum()
    for (const [, { positive, negative }] of this.#sorted()) {
      below.add(positive.value * negatives.value)
      ties.add(positive.value * negative.value)
      positives.merge(positive)
      negatives.merge(negative)
    }
    return { below: below.value, ties: ties.value, pairs: positives.value * negatives.value }
  }

  #of(): string {
    return `${JSON.stringify(this.positive)} in ${this.#most} levels`
  }
}
