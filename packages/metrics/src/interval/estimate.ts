import {
  check,
  type Label,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'
import { checkSaved, readCount, whole } from '@rivulet/core/snapshot'
import type { Mergeable } from '../capabilities.ts'
import type { Interval } from './interval.ts'
import { streamInterval } from './streamInterval.ts'

/** How many blocks there are at most; from half as many on, they are closed and joined in pairs. */
const MAX_BLOCKS = 64

/** Where a metric lies that does not say between what. */
const ANYTHING: Interval = { low: -Infinity, high: Infinity }

/**
 * A metric with an interval that holds on streams, where errors come in runs. Any metric will do that has `merge`.
 *
 * The stream is cut into 32 to 63 blocks of equal size, each counted on its own; when there are 64 they merge in pairs.
 * Each block's influence is its jackknife pseudo-value, for an accuracy simply its mean:
 *
 * B θ − (B − 1) θ₋ᵦ, θ₋ᵦ the metric with block b left out
 *
 * and the spread of these gives the interval, for any metric. It takes stationarity for granted: while a model still
 * learns, the interval is about its mean so far. Runs as long as a block, one fiftieth of the stream, are too long for it.
 *
 * @example
 * ```ts
 * import { Accuracy, Estimate } from '@rivulet/metrics'
 *
 * const accuracy = new Estimate(() => new Accuracy())
 * const ticket = { label: 1, labels: [0, 1], probabilities: [0.2, 0.8] }
 * for (let i = 0; i < 400; i++) accuracy.update(i % 40 < 10 ? 0 : 1, ticket)
 * accuracy.value // => 0.75
 * const { low, high } = accuracy.interval()
 * low < 0.7 && high > 0.8 // => true
 * ```
 *
 * @see Künsch (1989), The Jackknife and the Bootstrap for General Stationary Observations
 */
export class Estimate<L extends Label = Label, Y = L> implements Stateful {
  readonly #create: () => Mergeable<L, Y>
  readonly #all: Mergeable<L, Y>
  #blocks: Mergeable<L, Y>[]
  #size = 1
  #events = 0

  /** @param create - makes the metric, fresh and always alike */
  constructor(create: () => Mergeable<L, Y>) {
    check(typeof create === 'function', 'create', 'a function that makes the metric, () => new Accuracy()', create)
    this.#create = create
    this.#all = create()
    check(typeof this.#all?.merge === 'function', 'create', 'what makes a metric that can merge', this.#all)
    this.#blocks = [create()]
  }

  /** How many events it has counted. */
  get events(): number {
    return this.#events
  }

  /** Counts one event. */
  update(y: Y, prediction: Prediction<L>, weight = 1): void {
    this.#all.update(y, prediction, weight)
    const open = this.#blocks.at(-1) as Mergeable<L, Y>
    open.update(y, prediction, weight)
    this.#events++
    if (this.#events < this.#size * this.#blocks.length) return
    if (this.#blocks.length === MAX_BLOCKS) this.#join()
    this.#blocks.push(this.#create())
  }

  /** The metric's number over everything. */
  get value(): number {
    return this.#all.value
  }

  /**
   * The interval in which the metric's expectation lies.
   *
   * @param confidence - between 0 and 1, default .95
   */
  interval(confidence = 0.95): Interval {
    const { proportion = false, range = ANYTHING } = this.#all
    const series = { value: this.value, means: this.#pseudoValues(), events: this.#events, proportion }
    const { low, high } = streamInterval(series, confidence)
    return { low: Math.max(low, range.low), high: Math.min(high, range.high) }
  }

  /**
   * The interval in which the difference from another estimate lies, both of the same events, compared block by block: what
   * is hard for both does not widen it.
   *
   * @param other - the estimate that is subtracted, with the same metric, of the same stream
   * @param confidence - between 0 and 1, default .95
   */
  minus(other: Estimate<L, Y>, confidence = 0.95): Interval {
    check(other.#events === this.#events, 'events of the other', String(this.#events), other.#events)
    const theirs = other.#pseudoValues()
    const means = this.#pseudoValues().map((x, b) => x - (theirs[b] as number))
    const value = this.value - other.value
    return streamInterval({ value, means, events: this.#events, proportion: false }, confidence)
  }

  /** Writes the blocks. */
  save(to: SnapshotWriter): void {
    to.text('size', String(this.#size))
    to.text('events', String(this.#events))
    this.#all.save(to.child('all'))
    for (const [b, block] of this.#blocks.entries()) block.save(to.child(`block ${b}`))
  }

  /** Restores the blocks. */
  load(from: SnapshotReader): void {
    const size = readCount(from, 'size', whole(1, 2 ** 53))
    const events = readCount(from, 'events')
    const length = Math.floor(events / size) + 1
    checkSaved(isPowerOfTwo(size), 'size', 'a power of two', size)
    checkSaved(length <= MAX_BLOCKS, 'events', `fewer than ${MAX_BLOCKS} blocks of ${size}`, events)
    const blocks = Array.from({ length }, (_, b) => {
      const block = this.#create()
      block.load(from.child(`block ${b}`))
      return block
    })
    this.#all.load(from.child('all'))
    this.#blocks = blocks
    this.#size = size
    this.#events = events
  }

  #join(): void {
    this.#size *= 2
    this.#blocks = this.#blocks.flatMap((block, b) => {
      if (b % 2 === 1) return []
      block.merge(this.#blocks[b + 1] as Mergeable<L, Y>)
      return [block]
    })
  }

  /** B θ − (B − 1) θ₋ᵦ of each closed block; the open one is in none of them. */
  #pseudoValues(): number[] {
    const closed = this.#blocks.slice(0, -1)
    const n = closed.length
    // before[b] has the blocks before b, after[b] those from b on.
    const before = [this.#create()]
    const after = [this.#create()]
    for (let b = 0; b < n; b++) {
      before.push(this.#joined(before[b] as Mergeable<L, Y>, closed[b] as Mergeable<L, Y>))
      after.push(this.#joined(after[b] as Mergeable<L, Y>, closed[n - 1 - b] as Mergeable<L, Y>))
    }
    after.reverse()
    const whole = (before[n] as Mergeable<L, Y>).value
    return closed.map((_, b) => {
      const without = this.#joined(before[b] as Mergeable<L, Y>, after[b + 1] as Mergeable<L, Y>)
      return n * whole - (n - 1) * without.value
    })
  }

  #joined(a: Mergeable<L, Y>, b: Mergeable<L, Y>): Mergeable<L, Y> {
    const joined = this.#create()
    joined.merge(a)
    joined.merge(b)
    return joined
  }
}

/** Halved again and again, it comes to 1. */
function isPowerOfTwo(size: number): boolean {
  let rest = size
  while (rest > 1) rest /= 2
  return rest === 1
}
