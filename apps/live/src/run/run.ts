import type { Rejection } from '@rivulet/core'
import { type KeeperOptions, openKeeper } from '../durable/keeper.ts'
import { learnDurably } from '../durable/learnDurably.ts'
import type { Subject } from '../durable/wholeState.ts'
import type { Why } from '../messages.ts'
import { copyOf } from '../model/copy.ts'
import { why } from '../model/why.ts'
import { OptionError } from '../options.ts'
import { Feed } from '../server/feed.ts'
import type { Inbox } from '../streams/http/inbox.ts'
import type { Entry } from '../streams/openStream.ts'
import type { About, Speed } from '../streams/stream.ts'
import { Life } from './life.ts'
import { obey } from './obey.ts'
import { paced } from './paced.ts'

/** Milliseconds between two messages to the pages. */
const TICK = 250

/** So many messages for nobody, and a run that may sleep does: longer than it takes to load a page again. */
const UNWATCHED = 40

/** What a run is told beside its subject. */
export interface RunOptions extends KeeperOptions {
  /** Of the replay; that of the stream unless given. */
  readonly speed: Speed | undefined
  /** Whether stream time stands still while no page looks. */
  readonly sleeps?: boolean
}

/** Who is told of a run. */
export interface RunListener {
  /** Learning begins, from nothing or from what was kept; it is waited for. */
  began?(life: Life, resumed: boolean): Promise<void> | void
  /** An entry of the log was taken, whatever came of it. */
  taken?(life: Life): void
  /** An event was scored and learned. */
  scored?(life: Life): void
  /** An event was refused, which makes so many. */
  refused?(count: number, rejection: Rejection): void
  /** Something went wrong without stopping the run. */
  complained(message: string): void
}

/** How a run came to its end: that of the stream or of the limit, or it was stopped and goes on with the next start. */
export type Ending = 'finished' | 'stopped'

/** A stream that is learned in this process, from where it was kept; and all pages that look at it. */
export class Run {
  readonly subject: Subject
  /** What the pages are told. */
  readonly feed: Feed = new Feed(() => this.#life.view.hello())
  readonly #options: RunOptions
  readonly #listener: RunListener
  #life: Life
  /** Ends this life so that the next one begins from nothing. */
  #anew = new AbortController()
  #kept = true
  /** Messages for nobody, one after the other. */
  #unwatched = 0

  constructor(subject: Subject, options: RunOptions, listener: RunListener) {
    this.subject = subject
    this.#options = options
    this.#listener = listener
    this.#life = this.#born()
  }

  /** What is kept running now. */
  get life(): Life {
    return this.#life
  }

  /** Whether what it learns is kept for the next start. */
  get kept(): boolean {
    return this.#kept
  }

  /** What the page says about it. */
  get about(): About {
    return this.#life.stream.about
  }

  /** Takes events from outside, if it does. */
  get inbox(): Inbox | undefined {
    return this.#life.stream.inbox
  }

  /** Why the model answers one of the newest events as it does; undefined if that is no longer known. */
  why(id: number): Why | undefined {
    const outcome = this.#life.tracker.find(id)
    return outcome === undefined ? undefined : why(outcome, this.#life.stream)
  }

  /** The model, for a page to predict with; undefined if it is too large. */
  copy(): Uint8Array | undefined {
    return copyOf(this.#life.stream.model, this.#life.tracker)
  }

  /**
   * Does what a page asks for.
   *
   * @throws RangeError for what makes no sense
   */
  obey(command: unknown): void {
    obey(command, this.#life, () => this.#anew.abort())
  }

  /** Learns until the end, the limit or the signal; again from nothing whenever a page asks for it. */
  async learn(signal: AbortSignal): Promise<Ending> {
    const ticking = setInterval(() => this.#tick(), TICK)
    ticking.unref()
    try {
      for (let fresh = this.#options.fresh; ; fresh = true) {
        const ending = await this.#live(signal, fresh)
        if (ending !== 'anew') return ending
        this.#anew = new AbortController()
        this.#life = this.#born()
      }
    } finally {
      clearInterval(ticking)
      this.#tick()
    }
  }

  #born(): Life {
    return new Life(this.subject, this.#options.speed, (count, rejection) => this.#listener.refused?.(count, rejection))
  }

  #tick(): void {
    const { view, clock } = this.#life
    this.#unwatched = this.feed.clients > 0 ? 0 : this.#unwatched + 1
    clock.held = this.#options.sleeps === true && this.#unwatched > UNWATCHED
    view.record()
    this.feed.tick(() => view.tick())
  }

  async #live(signal: AbortSignal, fresh: boolean): Promise<Ending | 'anew'> {
    const { stream, clock, tracker, view, state, learn, rejected } = this.#life
    const life = this.#life
    const listener = this.#listener
    const anew = this.#anew.signal
    const { limit } = this.#options
    const reached = new AbortController()
    const keeper = await openKeeper(this.subject, { ...this.#options, fresh })
    try {
      this.#kept = keeper.unkept === undefined
      if (keeper.unkept !== undefined) listener.complained(keeper.unkept)
      const { inbox } = stream
      if (inbox !== undefined) {
        if (keeper.folder === undefined)
          throw new OptionError('--stream http keeps what it receives, and cannot do so here')
        await inbox.open(keeper.folder)
      }
      const done = await learnDurably<Entry>({
        source: paced(stream, clock),
        state,
        step: (entry, emit) => {
          learn(entry, (outcome) => {
            emit(undefined)
            tracker.scored(outcome)
            stream.scored?.(outcome)
            listener.scored?.(life)
            if (tracker.events >= limit) reached.abort()
          })
          listener.taken?.(life)
        },
        keeper,
        signal: AbortSignal.any([signal, reached.signal, anew]),
        rejected,
        begin: async (resumed) => {
          if (resumed && tracker.events >= limit) reached.abort()
          // Who was told of an empty run is told what it went on from.
          if (resumed) this.feed.greet()
          await listener.began?.(life, resumed)
        },
        complain: (message) => listener.complained(message),
      })
      await inbox?.close()
      const finished = done || reached.signal.aborted
      if (finished || anew.aborted)
        await keeper
          .finished()
          .catch(({ message }) => listener.complained(`The state could not be removed: ${message}`))
      if (finished) view.end()
      return finished ? 'finished' : signal.aborted ? 'stopped' : 'anew'
    } finally {
      await keeper.close()
    }
  }
}
