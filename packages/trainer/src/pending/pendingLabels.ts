import { type SnapshotReader, type SnapshotWriter, type Stateful, show } from '@rivulet/core'
import { rejecter } from '../onRejected.ts'
import type { Aging, Key } from './agingMap.ts'
import { Door } from './door.ts'
import type { Field } from './fields.ts'
import type { JoinCounts } from './joinCounts.ts'
import { type JoinRules, joinRules } from './joinRules.ts'
import { FINISHED, type Finished, JoinState } from './joinState.ts'
import { KeyKinds } from './keyKinds.ts'
import { type Answer, type JoinOptions, join, type Labelled } from './options.ts'

const NONE: readonly never[] = Object.freeze([])

/**
 * The events that wait for their labels, and the labels that came before their events. The loop of `joinLabels` is
 *
 * ```
 * for (const item of log) {
 *   for (const event of isLabel(item) ? pending.label(item) : pending.event(item)) emit(event)
 * }
 * ```
 *
 * Its clock is the newest `time` it was shown, never the wall clock; so a recorded log always replays to the same bytes.
 * An item moves the clock first: what is past its time leaves, then the item itself is looked at. An event's time to wait
 * counts from the clock at which it came.
 *
 * It is bounded: at most `maxPending` events wait, as many early labels, and as many keys of finished events are remembered.
 * When one more comes, the one that came first leaves, and is counted. Each item costs the same, whatever waits. What waits is a copy,
 * so that whoever gave it may use its arrays again; it has to be plain data, which a snapshot can hold, or it is refused at the door.
 *
 * @example
 * ```ts
 * import { PendingLabels } from '@rivulet/trainer'
 *
 * const pending = new PendingLabels<{ id: string; x: number[] }, { id: string; y: boolean }>({ key: 'id' })
 * pending.event({ id: 'a', x: [1] }) // => []
 * pending.size // => 1
 * pending.label({ id: 'a', y: true }) // => [{ id: 'a', x: [1], y: true, answer: { id: 'a', y: true } }]
 * pending.counts.joined // => 1
 * ```
 *
 * @see Akidau et al. (2015), The Dataflow Model, for event time and what it means to be late
 */
export class PendingLabels<E extends object, A extends Answer> implements Stateful {
  readonly #rules: JoinRules<E, A>
  readonly #reject: (item: unknown, reason: string) => void
  readonly #state: JoinState<E, A>
  readonly #door: Door<E, A>
  readonly #kinds: KeyKinds

  /** @param options - the key, the time, what bounds the waiting, and what becomes of the rest */
  constructor(options: JoinOptions<A, Field<E | A, Key>, Field<E | A, number>>) {
    this.#rules = joinRules(options)
    this.#reject = rejecter('joinLabels', options.onRejected)
    this.#kinds = new KeyKinds(options.onWarning)
    this.#state = new JoinState(this.#rules.maxPending, this.#rules.maxAhead)
    this.#door = new Door(this.#rules, this.#state, this.#reject)
  }

  /** How many events wait for their label. */
  get size(): number {
    return this.#state.events.size
  }

  /** How many labels wait for their event. */
  get early(): number {
    return this.#state.early.size
  }

  /** Whether a label may still be of use for an event that came: one waits, or a correction would be joined. */
  get awaits(): boolean {
    const { events, finished } = this.#state
    return events.size > 0 || (this.#rules.corrections && finished.size > 0)
  }

  /** How many items were refused because their time was too far ahead. */
  get ahead(): number {
    return this.#state.clock.refused
  }

  /** What has become of everything so far. */
  get counts(): Readonly<JoinCounts> {
    return this.#state.counts
  }

  /** Takes an event; gives back what is labelled now: this one if its label was there, and those that timed out. */
  event(given: E): readonly Labelled<E, A>[] {
    const admitted = this.#door.admit(given)
    if (admitted === undefined) return NONE
    const { key, item: event } = admitted
    const labelled = this.#expire()
    if (this.#state.events.get(key) !== undefined || this.#state.finished.get(key) !== undefined) {
      this.#state.counts.repeated += 1
      this.#reject(given, `there was an event with the key ${show(key)} already`)
      return labelled
    }
    const early = this.#state.early.take(key)
    if (early === undefined) {
      this.#evict(this.#state.events.add(key, event, this.#deadline()))
      this.#kinds.event(key, this.#state)
      return labelled
    }
    this.#state.counts.joined += 1
    this.#finish(key, event, 'was labelled')
    return join(labelled, event, early.value)
  }

  /** Takes a label; gives back what is labelled now: its event if it was there, and those that timed out. */
  label(given: A): readonly Labelled<E, A>[] {
    const admitted = this.#door.admitLabel(given)
    if (admitted === undefined) return NONE
    const { key, item: answer } = admitted
    const labelled = this.#expire()
    const waiting = this.#state.events.take(key)
    if (waiting !== undefined) {
      this.#state.counts.joined += 1
      this.#finish(key, waiting.value, 'was labelled')
      return join(labelled, waiting.value, answer)
    }
    const finished = this.#state.finished.get(key)
    if (finished === undefined) {
      this.#wait(key, answer)
      this.#kinds.label(key, this.#state)
      return labelled
    }
    this.#state.counts[finished.how === 'was labelled' ? 'duplicate' : 'late'] += 1
    if (finished.event !== undefined) return join(labelled, finished.event, answer)
    this.#reject(given, `the event with the key ${show(key)} ${finished.how} already`)
    return labelled
  }

  /** Nothing more will come: sends everything that still waits to `onRejected`. */
  end(): void {
    this.#state.events.clear(({ value }) => {
      this.#state.counts.evicted += 1
      this.#reject(value, 'no label came before the end')
    })
    this.#state.early.clear((entry) => this.#stray(entry, 'no event came before the end'))
  }

  /** Writes everything that waits, as plain data, with the clock and the counts. The options are not part of it. */
  save(to: SnapshotWriter): void {
    this.#state.save(to)
  }

  /** Goes on where the saved table was, under the options given here. */
  load(from: SnapshotReader): void {
    this.#state.load(from)
  }

  #deadline(): number {
    return this.#rules.ttl === Infinity ? Infinity : this.#state.clock.now + this.#rules.ttl
  }

  /** Lets go of what is past its time, and gives back the events that got the label of a timeout. */
  #expire(): readonly Labelled<E, A>[] {
    if (this.#rules.ttl === Infinity) return NONE
    const { events, early, finished } = this.#state
    const clock = this.#state.clock.now
    const labelled: Labelled<E, A>[] = []
    events.expire(clock, ({ key, value }) => {
      this.#state.counts.timedOut += 1
      this.#finish(key, value, 'timed out')
      if (this.#rules.timeoutLabel === undefined) this.#reject(value, 'no label came in time')
      else labelled.push({ ...value, y: this.#rules.timeoutLabel })
    })
    early.expire(clock, (entry) => this.#stray(entry, 'no event came in time'))
    finished.expire(clock, () => {})
    return labelled
  }

  #finish(key: Key, event: E, how: Finished<E>['how']): void {
    this.#state.finished.add(key, this.#rules.corrections ? { how, event } : FINISHED[how], this.#deadline())
  }

  #evict(entry: Aging<E> | undefined): void {
    if (entry === undefined) return
    this.#state.counts.evicted += 1
    this.#finish(entry.key, entry.value, 'was evicted')
    this.#reject(entry.value, 'too many events waited for their labels')
  }

  /** Keeps an early label. Of two for the same event the later one is kept if it counts as a correction, else the first. */
  #wait(key: Key, answer: A): void {
    const other = this.#rules.corrections ? this.#state.early.take(key)?.value : this.#state.early.get(key)
    if (other === undefined) this.#state.counts.early += 1
    else {
      this.#state.counts.duplicate += 1
      this.#reject(this.#rules.corrections ? other : answer, `there was another label with the key ${show(key)}`)
      if (!this.#rules.corrections) return
    }
    this.#stray(this.#state.early.add(key, answer, this.#deadline()), 'too many labels waited for their events')
  }

  #stray(entry: Aging<A> | undefined, reason: string): void {
    if (entry === undefined) return
    this.#state.counts.stray += 1
    this.#reject(entry.value, reason)
  }
}
