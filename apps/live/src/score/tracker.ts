import { Throughput } from '@rivulet/cli/progress'
import type { Rejection, SnapshotReader, SnapshotWriter, Stateful, Vector } from '@rivulet/core'
import { checkSaved, finite, nonNegative, readArray, readCount, record } from '@rivulet/core/snapshot'
import type { ReliabilityBin } from '@rivulet/metrics'
import type { Progress, Seen } from '../messages.ts'
import type { Scored } from '../run/pipeline.ts'
import { type Expected, loadJson, saveJson } from '../savedJson.ts'
import type { OpenStream, StreamEvent } from '../streams/openStream.ts'
import { Alarms } from './alarms.ts'
import { type Confusion, confusionOf } from './confusion.ts'
import { freshMetrics, type Metrics, metricsState } from './metrics.ts'
import { isSeen } from './seen.ts'

/** How many of the newest events are shown. */
const NEWEST = 12

const NEWEST_SEEN: Expected<readonly Seen[]> = {
  words: `a list of at most ${NEWEST} events`,
  is: (value): value is readonly Seen[] => Array.isArray(value) && value.length <= NEWEST && value.every(isSeen),
}

/** How many are kept, so that one can still ask about an event that was shown some seconds ago. */
const KEPT = 2048

/** Keeps what is needed to say at any moment where a run stands. */
export class Tracker<E extends StreamEvent = StreamEvent> implements Stateful {
  /** What the stream's metrics are, also those that are read only here. */
  readonly metrics: Metrics
  /** Whether the model has become worse. */
  readonly alarms: Alarms = new Alarms()
  readonly #describe: OpenStream<E>['describe']
  readonly #mixture: OpenStream<E>['mixture']
  readonly #newest: Scored<E>[] = []
  /** The newest events of an earlier run. */
  #earlier: readonly Seen[] = []
  /** Scored events of this run. */
  #scored = 0
  #events = 0
  #rejected = 0
  #lastRefused: string | undefined
  /** Of the last event. */
  #clock = Number.NaN
  #eta = Number.NaN
  #throughput: Throughput | undefined
  /** What was measured last. */
  #progress: Progress | undefined

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
    return this.#lastRefused
  }

  /** Counts a scored event. */
  scored(outcome: Scored<E>): void {
    this.#throughput ??= new Throughput(performance.now(), this.#events)
    this.#newest[this.#scored++ % KEPT] = outcome
    this.#events++
    const { event, y, prediction, eta } = outcome
    this.#clock = event.answer?.at ?? event.at
    this.#eta = eta
    this.alarms.update(prediction.label !== y, this.#events, this.#clock)
  }

  /** Counts a refused event. */
  refused({ position, reason }: Rejection): void {
    this.#rejected++
    this.#lastRefused = position === undefined ? reason : `${String(position)}: ${reason}`
  }

  /** Scored events a second, since the first of this run. */
  get eventsPerSecond(): number {
    return this.#throughput?.overall(performance.now(), this.#events) ?? 0
  }

  /** Where the run stands; undefined before the first scored event. */
  progress(): Progress | undefined {
    if (this.#events === 0) return undefined
    const eventsPerSecond = this.#throughput?.recent(performance.now(), this.#events) ?? 0
    // Intervals take milliseconds, and are asked for by the terminal, the charts and the page.
    if (this.#progress?.events !== this.#events || this.#progress.rejected !== this.#rejected)
      this.#progress = this.#measured()
    return { ...this.#progress, eventsPerSecond }
  }

  #measured(): Progress {
    const { report, windowAccuracy, frequencyBias, labelEntropy } = this.metrics
    const { accuracy, crossEntropy } = report.read()
    const { majority, lastLabel } = accuracy.baselines
    const { distribution } = crossEntropy.baselines
    return {
      events: this.#events,
      rejected: this.#rejected,
      clock: this.#clock,
      accuracy: accuracy.value,
      low: accuracy.interval.low,
      high: accuracy.interval.high,
      windowAccuracy: windowAccuracy.value,
      majority: majority.value,
      lastLabel: lastLabel.value,
      gainLow: majority.difference.low,
      gainHigh: majority.difference.high,
      lastGainLow: lastLabel.difference.low,
      lastGainHigh: lastLabel.difference.high,
      crossEntropy: crossEntropy.value,
      frequencies: distribution.value,
      informationLow: -distribution.difference.high,
      informationHigh: -distribution.difference.low,
      labelEntropy: labelEntropy.value,
      frequencyBias: frequencyBias.value,
      eta: this.#eta,
      drifts: this.alarms.count,
      ...(this.#mixture === undefined ? {} : { mixture: this.#mixture().map(({ weight }) => weight) }),
      eventsPerSecond: 0,
    }
  }

  /** How often what was predicted with a probability happened. */
  reliability(): readonly ReliabilityBin[] {
    return this.metrics.calibration.read()
  }

  /** Which class was taken for which. */
  confusion(): Confusion {
    return confusionOf(this.metrics.confusion)
  }

  /** The newest events, the newest first. */
  newest(): Seen[] {
    const seen = this.#latest().map(({ event, y, prediction }) => ({
      id: event.id,
      ...this.#describe(event),
      predicted: prediction.label === undefined ? 'nothing yet' : String(prediction.label),
      probability: Math.max(0, ...prediction.probabilities),
      truth: String(y),
      late: (event.answer?.at ?? event.at) - event.at,
    }))
    return [...seen, ...this.#earlier].slice(0, NEWEST)
  }

  /** The features of the newest events of this run. */
  get examples(): readonly Vector[] {
    return this.#latest().map(({ event }) => event.x)
  }

  /** One of the newest events of this run by its id, as it was scored. */
  find(id: number): Scored<E> | undefined {
    return this.#newest.find(({ event }) => event.id === id)
  }

  /** Writes the counts, the metrics, the alarms and the newest events. */
  save(to: SnapshotWriter): void {
    to.text('events', String(this.#events))
    to.text('rejected', String(this.#rejected))
    to.text('refused', this.#lastRefused ?? '')
    to.array('last', [this.#clock, this.#eta])
    saveJson(to, 'newest', this.newest())
    this.#parts.save(to.child('parts'))
  }

  /** Goes on from what was saved, or throws and changes nothing. */
  load(from: SnapshotReader): void {
    const [events, rejected] = [readCount(from, 'events'), readCount(from, 'rejected')]
    const refused = from.text('refused')
    const [clock, eta] = readArray(from, 'last', 'F64', 2)
    checkSaved(!(Math.abs(clock as number) > finite.high), 'last[0]', 'finite, or not known yet', clock)
    checkSaved(
      !((eta as number) < 0 || (eta as number) > nonNegative.high),
      'last[1]',
      `${nonNegative.words}, or not known yet`,
      eta,
    )
    const newest = loadJson(from, 'newest', NEWEST_SEEN)
    this.#parts.load(from.child('parts'))
    this.#events = events
    this.#rejected = rejected
    this.#lastRefused = refused === '' ? undefined : refused
    this.#clock = clock as number
    this.#eta = eta as number
    this.#earlier = newest
    this.#newest.length = 0
    this.#scored = 0
    this.#progress = undefined
  }

  /** The newest outcomes of this run, the newest first. */
  #latest(): Scored<E>[] {
    const latest: Scored<E>[] = []
    for (let i = this.#scored - 1; i >= 0 && latest.length < NEWEST; i--)
      latest.push(this.#newest[i % KEPT] as Scored<E>)
    return latest
  }

  get #parts(): Stateful {
    return record({ metrics: metricsState(this.metrics), alarms: this.alarms })
  }
}
