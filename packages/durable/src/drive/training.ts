import { encode, type Json } from '@rivulet/core/snapshot'
import type { OpenStore } from '../store/store.ts'
import { askNewest } from './askNewest.ts'
import { Behind } from './behind.ts'
import { breather } from './breathe.ts'
import { type Checkpoint, progressOf } from './checkpoint.ts'
import { eachOf } from './eachOf.ts'
import type { Due } from './every.ts'
import { Fold } from './fold.ts'
import { Outbox } from './outbox.ts'
import { isPassing, type Waits } from './retry.ts'
import { Saver } from './saver.ts'
import type { Trained, TrainOptions } from './trainDurably.ts'

/** What a run of training is made of, checked and opened. */
export interface TrainingParts<P extends Json> {
  readonly opened: OpenStore
  /** Where the newest snapshot left it. */
  readonly checkpoint: Checkpoint<P>
  readonly due: Due
  /** Undefined if a source that breaks is not tried again. */
  readonly waits: Waits | undefined
  readonly onProblem: (error: Error) => void
}

/** A run of {@link trainDurably}: a source goes through a fold, and what comes of it is delivered and saved beside it. */
export class Training<E, P extends Json, O> {
  readonly #options: TrainOptions<E, P, O>
  readonly #parts: TrainingParts<P>
  readonly #outbox: Outbox<O, P>
  readonly #saver: Saver
  readonly #behind: Behind<P>
  readonly #fold: Fold<E, P, O>
  /** Ends the reading: the signal came, or there is an error that ends all. */
  readonly #end = new AbortController()
  /** To ask a signal takes longer than many a step. */
  #isStopped = false
  #fatal: { readonly error: unknown } | undefined
  /** Within an entry the state may be half changed: then nothing is saved. */
  #isWithin = false
  #nextDue: number
  #skipped = 0

  constructor(options: TrainOptions<E, P, O>, parts: TrainingParts<P>) {
    const { opened, checkpoint, due, onProblem } = parts
    this.#options = options
    this.#parts = parts
    this.#nextDue = checkpoint.entries + due.entries
    this.#outbox = new Outbox<O, P>({
      take: (batch) => options.onOutcomes?.(batch),
      check: () => askNewest(opened, this.#end.signal),
      onFailed: (error) => this.#die(error),
    })
    this.#saver = new Saver(opened, checkpoint, { onProblem, onFenced: (error) => this.#die(error) })
    this.#behind = new Behind(options.source, options.store.keep)
    this.#fold = new Fold(checkpoint, options, this.#outbox)
  }

  /** Learns to the end of the source, or until it is stopped. */
  async run(): Promise<Trained<P>> {
    const { signal } = this.#options
    const { checkpoint, due, onProblem } = this.#parts
    const stop = (): void => this.#stop()
    signal?.addEventListener('abort', stop)
    if (signal?.aborted === true) stop()
    const moments = due.moments === undefined ? undefined : eachOf(due.moments, onProblem, () => this.#ask())
    try {
      await this.#read()
      const done = !this.#isStopped
      moments?.stop()
      await this.#finish()
      return { ...progressOf(checkpoint), done, saved: this.#saver.entries, skipped: this.#skipped }
    } catch (error) {
      moments?.stop()
      if (this.#isWithin) await this.#settled()
      else if (this.#fatal === undefined) await this.#finish()
      throw this.#fatal === undefined ? error : this.#fatal.error
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }

  /** Reads the source to its end, from where it was again if it breaks for a while. */
  async #read(): Promise<void> {
    const { waits, onProblem } = this.#parts
    for (;;) {
      try {
        await this.#learn()
        return
      } catch (error) {
        if (this.#isWithin || !isPassing(error)) throw error
        if (this.#isStopped) return
        if (waits === undefined) throw error
        const { message } = error as Error
        // The first, the second, the fourth, the eighth … time: it may be gone for long.
        if ((waits.tries & (waits.tries - 1)) === 0)
          onProblem(new Error(`the source is not there, and is tried again: ${message}`, { cause: error }))
        this.#ask()
        if (!(await waits.next(this.#end.signal))) throw error
      }
    }
  }

  async #learn(): Promise<void> {
    const { checkpoint, waits } = this.#parts
    const [fold, outbox, saver] = [this.#fold, this.#outbox, this.#saver]
    const breathe = breather()
    for await (const batch of this.#options.source.readFrom(checkpoint.position, this.#end.signal)) {
      waits?.reset()
      if (batch[0] !== undefined) fold.prove(batch[0].next)
      for (const item of batch) {
        if (this.#isStopped) return
        if ('event' in item) {
          this.#isWithin = true
          const learned = fold.learn(item)
          if (learned !== undefined) await learned
          this.#isWithin = false
        } else fold.pass(item)
        if (checkpoint.entries >= this.#nextDue && !saver.isBusy) this.#save()
        const pause = breathe()
        if (pause === undefined) continue
        await pause
        if (outbox.isFull) await outbox.flushed()
      }
    }
  }

  /** Saves what is new, now or as soon as it can be. */
  #ask(): void {
    const { checkpoint } = this.#parts
    if (this.#isWithin || this.#saver.isBusy) this.#nextDue = Math.min(this.#nextDue, checkpoint.entries)
    else if (!this.#saver.has(checkpoint)) this.#save()
  }

  #save(): void {
    const progress = progressOf(this.#parts.checkpoint)
    this.#countSkipped(progress.entries)
    this.#nextDue = progress.entries + this.#parts.due.entries
    // What was refused from the beginning is no training: with the right options, the next run should begin as this one did.
    if (progress.entries === progress.rejected && progress.lost === 0) {
      this.#saver.pass(progress)
      return
    }
    const { entries, lost } = progress
    const before = this.#outbox.flushed().then(() => this.#fatal === undefined)
    const onSaved = async (): Promise<void> => {
      await this.#behind.saved(progress.position)
      await this.#options.onSaved?.(progress)
    }
    this.#saver.start({ bytes: encode(this.#parts.checkpoint), entries, lost, before, onSaved })
  }

  /** Counts the snapshots that were due before this one, and could not begin. */
  #countSkipped(entries: number): void {
    const late = Math.floor((entries - this.#nextDue) / this.#parts.due.entries)
    if (!(late >= 1)) return
    this.#skipped += late
    if (this.#options.onSkipped !== undefined) this.#options.onSkipped(this.#skipped)
    else if (this.#skipped === late)
      console.warn(
        `snapshots come later than asked for, as it takes long to write one: the next is after ${entries} entries`,
      )
  }

  /** Saves the last of it. */
  async #finish(): Promise<void> {
    await this.#settled()
    if (this.#fatal === undefined && !this.#saver.has(this.#parts.checkpoint)) this.#save()
    await this.#settled()
    if (this.#fatal !== undefined) throw this.#fatal.error
  }

  async #settled(): Promise<void> {
    await this.#outbox.flushed()
    await this.#saver.settled()
  }

  #die(error: unknown): void {
    this.#fatal ??= { error }
    this.#stop()
  }

  #stop(): void {
    this.#isStopped = true
    this.#end.abort()
  }
}
