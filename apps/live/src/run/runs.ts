import type { Subject } from '../durable/wholeState.ts'
import { MODELS, type ModelName } from '../streams/learners.ts'
import { streams } from '../streams/registry.ts'
import { Run, type RunListener, type RunOptions } from './run.ts'

/** What a page may choose. */
export interface Choice {
  readonly stream: string
  readonly model: ModelName
  readonly title: string
}

/**
 * The runs of one process, each with its own state: the one that the command line names, and those that pages choose, which begin, or go on
 * where they were, when they are first asked for, and sleep while nobody looks.
 */
export class Runs {
  /** The one that the command line names. */
  readonly named: Run
  readonly #options: RunOptions
  readonly #signal: AbortSignal
  readonly #complain: RunListener['complained']
  readonly #others: Map<string, { readonly run: Run; readonly ending: Promise<unknown> }> = new Map()

  /**
   * @param signal - stops all of them
   * @param listener - is told of the one that is named
   */
  constructor(subject: Subject, options: RunOptions, signal: AbortSignal, listener: RunListener) {
    this.named = new Run(subject, options, listener)
    this.#options = options
    this.#signal = signal
    this.#complain = listener.complained
  }

  /** The run of a stream and a model, which begins if it has not; undefined if there is none such. */
  find(stream: string | null, model: string | null): Run | undefined {
    const { subject } = this.named
    if ((stream ?? subject.stream) === subject.stream && (model ?? subject.model) === subject.model) return this.named
    const name = stream ?? subject.stream
    const choice = this.choices().find((one) => one.stream === name && one.model === (model ?? one.model))
    if (choice === undefined) return undefined
    const key = `${choice.stream} ${choice.model}`
    let other = this.#others.get(key)
    if (other === undefined) {
      const run = new Run({ ...choice, label: undefined }, this.#sideOptions(), { complained: this.#complain })
      const ending = run.learn(this.#signal).catch((error: Error) => {
        this.#complain(
          `The stream ${choice.stream} has failed, and begins again when it is next looked at: ${error.message}`,
        )
        this.#others.delete(key)
      })
      other = { run, ending }
      this.#others.set(key, other)
    }
    return other.run
  }

  /** All that pages may choose, with the models of each stream one after the other. */
  choices(): Choice[] {
    return Object.entries(streams).flatMap(([stream, { choice: title, ownModels }]) =>
      title === undefined ? [] : (ownModels ? MODELS.slice(0, 1) : MODELS).map((model) => ({ stream, model, title })),
    )
  }

  /** Lets a page go that listens, the one that has listened longest to a run that was chosen, or else to the named one; says whether there was one. */
  giveWay(): boolean {
    return [...this.#others.values()].some(({ run }) => run.feed.yield()) || this.named.feed.yield()
  }

  /** Waits until those that pages chose have kept their state. */
  async settled(): Promise<void> {
    await Promise.all([...this.#others.values()].map(({ ending }) => ending))
  }

  #sideOptions(): RunOptions {
    return { state: this.#options.state, fresh: false, limit: Infinity, speed: undefined, sleeps: true }
  }
}
