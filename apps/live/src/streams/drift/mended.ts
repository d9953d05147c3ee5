import type { Label, Learner, SnapshotReader, SnapshotWriter, Stateful, Vector } from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import { Adwin } from '@rivulet/metrics/drift'
import { Challenger, challenge, reopenOnDrift, train, watch } from '@rivulet/trainer'
import { Subject } from 'rxjs'
import { Tally } from '../plane/sideBySide.ts'
import { AlarmLane } from './alarmLane.ts'

/** An event as a model learns it. */
export interface Labelled {
  readonly n: number
  readonly x: Vector
  readonly y: Label
}

/** A model that learns the stream's events, and about whose alarms something is done. */
export interface Mended extends Stateful {
  readonly tally: Tally
  /** When something was done. */
  readonly lane: AlarmLane
  /** Takes the next event. */
  next(event: Labelled): void
}

/** A learner that can re-open its step size. */
export type Reopenable = Learner<Vector, Label> & { reopen(): void }

/** Re-opens the step size of its model at each alarm of ADWIN: train → watch → reopenOnDrift. */
export function reopened(model: Reopenable, window: number): Mended {
  const detector = new Adwin()
  const parts = partsOf('Re-opened', window)
  const events = new Subject<Labelled>()
  events.pipe(train(model), watch(detector), reopenOnDrift(model)).subscribe(({ y, prediction, alarm, event }) => {
    parts.tally.update(y, prediction)
    if (alarm === 'drift') parts.lane.raise(event.n)
  })
  return mended(parts, events, { model, detector })
}

/** Trains a challenger from each alarm of ADWIN on, which takes the model's place if it is better: train → watch → challenge. */
export function challenged(create: () => Reopenable, window: number): Mended {
  const model = create()
  const detector = new Adwin()
  const challenger = new Challenger({ model, create })
  const parts = partsOf('Replaced', window)
  const events = new Subject<Labelled>()
  events
    .pipe(train(model), watch(detector), challenge(challenger))
    .subscribe(({ y, prediction, challenge: stands, event }) => {
      parts.tally.update(y, prediction)
      if (stands === 'won') parts.lane.raise(event.n)
    })
  return mended(parts, events, { model, detector, challenger })
}

function partsOf(name: string, window: number): Pick<Mended, 'tally' | 'lane'> {
  return { tally: new Tally(window), lane: new AlarmLane(name, false) }
}

function mended(
  parts: Pick<Mended, 'tally' | 'lane'>,
  events: Subject<Labelled>,
  states: Readonly<Record<string, Stateful>>,
): Mended {
  const whole = record({ ...parts, ...states })
  return {
    ...parts,
    next: (event) => events.next(event),
    save: (to: SnapshotWriter) => whole.save(to),
    load: (from: SnapshotReader) => whole.load(from),
  }
}
