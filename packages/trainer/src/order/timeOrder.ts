import {
  checkNotNegative,
  checkOptions,
  checkWhole,
  EventClock,
  Heap,
  InvalidEvent,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'
import { checkSaved, natural, readArray, record } from '@rivulet/core/snapshot'
import { type OnRejected, rejecter } from '../onRejected.ts'
import { type Field, timeReader } from '../pending/fields.ts'
import { loadLines, saveLines } from '../plain/lines.ts'
import { plainCopy } from '../plain/plainCopy.ts'
import { requireFields } from '../requireFields.ts'

/** How two streams are brought into one order. `T` is a field of both, by its name, or a function of either. */
export interface OrderOptions<T> {
  /** When an item happened, in any unit, finite; for a label, when it became known. */
  readonly time: T
  /** How far behind its newest item a stream may deliver another, ≥ 0, in the unit of `time`; default 0: each stream is in order. */
  readonly lateness?: number
  /** How many items may be held back, ≥ 1, default 100,000; beyond it the first of them is let go, and the order may break. */
  readonly maxHeld?: number
  /** How far ahead of the newest of its stream an item's time may be; unless given a day of milliseconds. What is further is refused. */
  readonly maxAhead?: number
  /** Where an item goes that has no time, or one too far ahead, or that a snapshot could not hold. */
  readonly onRejected?: OnRejected
}

/** An item whose turn has come. */
export type Turn<E, A> = { readonly event: E } | { readonly answer: A }

/** An item held back: its time, its stream (0 the events, 1 the labels), its number there. */
type Held = readonly [time: number, stream: 0 | 1, number: number, item: unknown]

/**
 * Holds the items of two streams back until nothing can come any more that belongs before them, so that any interleaving of the two
 * streams comes out in the same order: by time, an event before a label of the same time (whoever predicts at noon does not know
 * what becomes known at noon), and in the order of the stream.
 *
 * A stream's watermark is its newest time − `lateness`; an item's turn has come when both watermarks have reached it. An item that is
 * later than its own stream's watermark is counted and takes its place there. A stream from which nothing comes holds everything
 * back, up to `maxHeld`.
 *
 * @example
 * ```ts
 * import { TimeOrder } from '@rivulet/trainer'
 *
 * const order = new TimeOrder<{ at: number }, { at: number; y: string }>({ time: 'at' })
 * order.label({ at: 5, y: 'ham' }) // => []
 * order.event({ at: 3 }) // => [{ event: { at: 3 } }]
 * order.event({ at: 7 }) // => [{ answer: { at: 5, y: 'ham' } }]
 * order.size // => 1
 * ```
 *
 * @see Akidau et al. (2015), The Dataflow Model, for watermarks
 */
export class TimeOrder<E extends object, A extends object> implements Stateful {
  readonly #time: (item: E | A) => number
  readonly #lateness: number
  readonly #maxHeld: number
  readonly #reject: (item: unknown, reason: string) => void
  #held = heldBack()
  readonly #clocks: readonly [EventClock, EventClock]
  #numbers = [0, 0]
  #counts = { late: 0, forced: 0 }
  readonly #ended = [false, false]

  /** @param options - the time, what lateness is allowed, and the bounds */
  constructor(options: OrderOptions<Field<E | A, number>>) {
    checkOptions('orderByTime', options, ['lateness', 'maxAhead', 'maxHeld', 'onRejected', 'time'])
    const { time, lateness = 0, maxHeld = 100_000, maxAhead, onRejected } = options
    checkNotNegative('lateness', lateness)
    checkWhole('maxHeld', maxHeld, 1)
    this.#clocks = [new EventClock(maxAhead), new EventClock(maxAhead)]
    this.#time = timeReader(time)
    this.#lateness = lateness
    this.#maxHeld = maxHeld
    this.#reject = rejecter('orderByTime', onRejected)
  }

  /** How many items are held back. */
  get size(): number {
    return this.#held.size
  }

  /** How many items came behind their stream's watermark, and how many were let go early because too many were held. */
  get counts(): { readonly late: number; readonly forced: number } {
    return this.#counts
  }

  /** Takes an event, and gives back the items whose turn has come. */
  event(event: E): readonly Turn<E, A>[] {
    return this.#take(0, event)
  }

  /** Takes a label, and gives back the items whose turn has come. */
  label(answer: A): readonly Turn<E, A>[] {
    return this.#take(1, answer)
  }

  /** Both streams are open, as they are in the beginning: call it before streams that are subscribed to anew. */
  start(): void {
    this.#ended.fill(false)
  }

  /** No more events will come in this run. */
  endEvents(): readonly Turn<E, A>[] {
    this.#ended[0] = true
    return this.#release()
  }

  /** No more labels will come in this run. */
  endLabels(): readonly Turn<E, A>[] {
    this.#ended[1] = true
    return this.#release()
  }

  /** Writes what is held back, as plain data, the watermarks and the counts. The options are not part of it, nor what has ended. */
  save(to: SnapshotWriter): void {
    this.#clocks[0].save(to.child('events'))
    this.#clocks[1].save(to.child('labels'))
    to.array('numbers', this.#numbers)
    to.array('counts', [this.#counts.late, this.#counts.forced])
    saveLines(to, 'held', this.#held.sorted())
  }

  /** Goes on where the saved order was, under the options given here. */
  load(from: SnapshotReader): void {
    const numbers = Array.from(readArray(from, 'numbers', 'F64', 2, natural))
    const [late, forced] = readArray(from, 'counts', 'F64', 2, natural) as unknown as [number, number]
    const held = heldBack()
    for (const line of loadLines(from, 'held')) {
      checkSaved(isHeld(line), 'held', 'items with their time, stream and number', line)
      held.add(line)
    }
    record({ events: this.#clocks[0], labels: this.#clocks[1] }).load(from)
    this.#held = held
    this.#numbers = numbers
    this.#counts = { late, forced }
  }

  #take(stream: 0 | 1, item: E | A): readonly Turn<E, A>[] {
    try {
      requireFields(item, [])
      const time = this.#time(item)
      const held = plainCopy(item)
      const clock = this.#clocks[stream]
      const mark = clock.now - this.#lateness
      clock.advance(time)
      if (time < mark) this.#counts.late += 1
      this.#numbers[stream] = (this.#numbers[stream] as number) + 1
      this.#held.add([Math.max(time, mark), stream, this.#numbers[stream] as number, held])
    } catch (error) {
      if (!(error instanceof InvalidEvent)) throw error
      this.#reject(item, error.message)
    }
    return this.#release()
  }

  #release(): readonly Turn<E, A>[] {
    const turns: Turn<E, A>[] = []
    const [events, labels] = [0, 1].map((stream) =>
      this.#ended[stream] ? Infinity : (this.#clocks[stream] as EventClock).now - this.#lateness,
    ) as [number, number]
    for (let first = this.#held.first; first !== undefined; first = this.#held.first) {
      const [time, stream, , item] = first
      const due = time <= labels && (stream === 0 ? time <= events : time < events)
      if (!due && this.#held.size <= this.#maxHeld) break
      if (!due) this.#counts.forced += 1
      this.#held.take()
      turns.push(stream === 0 ? { event: item as E } : { answer: item as A })
    }
    return turns
  }
}

function isHeld(line: unknown): line is Held {
  if (!Array.isArray(line) || line.length !== 4) return false
  const [time, stream, number, item] = line as unknown[]
  return Number.isFinite(time) && (stream === 0 || stream === 1) && Number.isInteger(number) && item instanceof Object
}

function heldBack(): Heap<Held> {
  return new Heap((a, b) => {
    if (a[0] !== b[0]) return a[0] < b[0]
    return a[1] === b[1] ? a[2] < b[2] : a[1] < b[1]
  })
}
