import type { Schedule, SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { readCount, whole } from '@rivulet/core/snapshot'
import { sgd, toSchedule, type UpdateRule } from '@rivulet/optim'

/** A learner's count of events, and its schedule, which drift may start again. */
export class Clock implements Stateful {
  readonly #schedule: Schedule
  #t = 0
  /** The count at which the step size was last re-opened. */
  #opened = 0

  constructor(schedule: Schedule) {
    this.#schedule = schedule
  }

  /** Events learned. */
  get t(): number {
    return this.#t
  }

  /** The step size of the next event. */
  eta(): number {
    return this.#schedule(this.#t - this.#opened)
  }

  /** Counts events. */
  tick(events: number): void {
    this.#t += events
  }

  /** Starts the schedule again from η(0). */
  reopen(): void {
    this.#opened = this.#t
  }

  /** Writes both counts. */
  save(to: SnapshotWriter): void {
    to.text('t', String(this.#t))
    to.text('opened', String(this.#opened))
  }

  /** Takes both, or throws and changes nothing. */
  load(from: SnapshotReader): void {
    const t = readCount(from, 't')
    const opened = readCount(from, 'opened', whole(0, t))
    this.#t = t
    this.#opened = opened
  }
}

/** The clock of a learner that has a rule, `sgd` unless given, and an η, the rule's own schedule unless given. */
export function clockOf({ rule = sgd(), eta = rule.schedule }: { rule?: UpdateRule; eta?: number | Schedule }): Clock {
  return new Clock(toSchedule(eta))
}
