import { Throughput } from '@rivulet/cli/progress'
import type { Rejection } from '@rivulet/core'
import type { ReliabilityBin } from '@rivulet/metrics'
import { Alarms } from './alarms.ts'
import { type Confusion, confusionOf } from './confusion.ts'
import type { Progress, Seen } from './messages.ts'
import { freshMetrics, type Metrics } from './metrics.ts'
import type { Scored } from './pipeline.ts'
import type { OpenStream, StreamEvent } from './streams/stream.ts'

/** How many of the newest events are shown. */
const NEWEST = 12

/** Keeps what is needed to say at any moment where a run stands. */
export class Tracker<E extends StreamEvent = StreamEvent> {
  /** What the stream's metrics are, also those that are read only here. */
  readonly metrics: Metrics
  /** Whether the model has become worse. */
  readonly alarms: Alarms = new Alarms()
  readonly #describe: OpenStream<E>['describe']
  readonly #mixture: OpenStream<E>['mixture']
  readonly #newest: Scored<E>[] = []
  #events = 0
  #rejected = 0
  #lastRejection: Rejection | undefined
  #throughput: Throughput | undefined

  constructor({ describe, about, mixture, model }: Pick<OpenStream<E>, 'describe' | 'about' | 'mixture' | 'model'>) {
    this.#describe = describe
    this.#mixture = mixture
    this.metrics = freshMetrics(about.window, model.labels)
  }

  get events(): number {
    return this.#events
  }

  get rejected(): number {
    return this.#rejected
  }

  /** Where the last refused event stood, and why it was refused. */
  get lastRefused(): string | undefined {
    if (this.#lastRejection === undefined) return undefined
    const { position, reason } = this.#lastRejection
    return position === undefined ? reason : `${String(position)}: ${reason}`
  }

  /** Counts a scored event. */
  scored(outcome: Scored<E>): void {
    this.#throughput ??= new Throughput(performance.now())
    this.#newest[this.#events % NEWEST] = outcome
    this.#events++
    const { event, y, prediction } = outcome
    this.alarms.update(prediction.label !== y, this.#events, event.answer?.at ?? event.at)
  }

  /** Counts a refused event. */
  refused(rejection: Rejection): void {
    this.#rejected++
    this.#lastRejection = rejection
  }

  /** Scored events a second, since the first. */
  get eventsPerSecond(): number {
    return this.#throughput?.overall(performance.now(), this.#events) ?? 0
  }

  /** Where the run stands; undefined before the first scored event. */
  progress(): Progress | undefined {
    const last = this.#newest[(this.#events - 1) % NEWEST]
    if (last === undefined) return undefined
    const { metrics, event, eta } = last
    const { running, shown } = this.metrics
    const { low, high } = running.accuracy.interval()
    return {
      events: this.#events,
      rejected: this.#rejected,
      clock: event.answer?.at ?? event.at,
      ...metrics,
      crossEntropy: shown.crossEntropy.value,
      labelEntropy: shown.labelEntropy.value,
      kl: running.windowAccuracy.metric.kl,
      low,
      high,
      eta,
      drifts: this.alarms.count,
      ...(this.#mixture === undefined ? {} : { mixture: this.#mixture().map(({ weight }) => weight) }),
      eventsPerSecond: this.#throughput?.recent(performance.now(), this.#events) ?? 0,
    }
  }

  /** How often what was predicted with a probability happened. */
  reliability(): readonly ReliabilityBin[] {
    return this.metrics.shown.calibration.table
  }

  /** Which class was taken for which. */
  confusion(): Confusion {
    return confusionOf(this.metrics.shown.confusion)
  }

  /** The newest events, the newest first. */
  newest(): Seen[] {
    const ordered = [...this.#newest].sort((a, b) => b.t - a.t)
    return ordered.map(({ event, y, prediction }) => ({
      id: event.id,
      ...this.#describe(event),
      predicted: prediction.label === undefined ? 'nothing yet' : String(prediction.label),
      probability: Math.max(0, ...prediction.probabilities),
      truth: String(y),
      late: (event.answer?.at ?? event.at) - event.at,
    }))
  }
}
