import {
  check,
  checkOptions,
  checkWeight,
  type Label,
  type Prediction,
  pow,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'
import { between, checkSaved, readArray, readExpected } from '@rivulet/core/snapshot'
import type { Fadable } from '../capabilities.ts'
import type { Target } from '../mean/target.ts'

/** How fast it forgets. */
export interface FadingOptions {
  /** After how many events one weighs half as much, ≥ 1/32. */
  readonly halfLife: number
}

/**
 * A metric that forgets: an event weighs half as much as one that came `halfLife` events later.
 *
 * the weight of event i, seen from event t, is 2^(−(t − i) / halfLife)
 *
 * The new events are made heavier instead of the old ones lighter, which costs O(1); the unit of weight is cut by 2⁻³²
 * once in 32 half-lives. It keeps no ticket, and nothing can be taken back.
 *
 * @example
 * ```ts
 * import { Accuracy, Fading } from '@rivulet/metrics'
 *
 * const recent = new Fading(new Accuracy(), { halfLife: 1 })
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * for (const y of ['spam', 'spam', 'ham']) recent.update(y, ticket)
 * recent.value // => 1 / (1 + 1 / 2 + 1 / 4)
 * ```
 *
 * @see Gama, Sebastião & Rodrigues (2013), On evaluating stream learning algorithms
 * @see Cormode, Shkapenyuk, Srivastava & Xu (2009), Forward Decay: A Practical Time Decay Model for Streaming Systems
 */
export class Fading<L extends Label, M extends Fadable<L, Y>, Y extends L | Target<L> = L> implements Stateful {
  /** The metric of the weighted events; to be read, not updated. */
  readonly metric: M
  /** After how many events one weighs half as much. */
  readonly halfLife: number
  readonly #growth: number
  #weight = 2 ** -32

  /**
   * @param metric - a fresh metric that can fade
   * @param options - `halfLife`, in events
   */
  constructor(metric: M & Fadable<L, Y>, options: FadingOptions) {
    checkOptions('Fading', options, ['halfLife'])
    const { halfLife } = options
    const able = typeof (metric as Partial<Fadable<L, Y>> | undefined)?.fade === 'function'
    check(able, 'metric', 'one that can fade; a baseline has its window inside', metric)
    check(Number.isFinite(halfLife) && halfLife >= 1 / 32, 'halfLife', 'a finite number ≥ 1/32', halfLife)
    this.metric = metric
    this.halfLife = halfLife
    this.#growth = pow(2, 1 / halfLife)
  }

  /** Counts one event, and lets all that came before it weigh less. */
  update(y: Y, prediction: Prediction<L>, weight = 1): void {
    checkWeight(weight)
    this.metric.update(y, prediction, weight * this.#weight)
    this.#weight *= this.#growth
    if (this.#weight < 1) return
    this.metric.fade(2 ** -32)
    this.#weight *= 2 ** -32
  }

  /** The metric's number; NaN before the first event. */
  get value(): number {
    return this.metric.value
  }

  /** Writes the metric and the weight of the next event. */
  save(to: SnapshotWriter): void {
    to.text('halfLife', String(this.halfLife))
    to.array('weight', [this.#weight])
    this.metric.save(to.child('metric'))
  }

  /** Restores them; the half-life must be the same. */
  load(from: SnapshotReader): void {
    readExpected(from, 'halfLife', String(this.halfLife))
    const [weight] = readArray(from, 'weight', 'F64', 1, between(2 ** -32, 1)) as unknown as [number]
    checkSaved(weight < 1, 'weight', '< 1', weight)
    this.metric.load(from.child('metric'))
    this.#weight = weight
  }
}
