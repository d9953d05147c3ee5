import { InvalidEvent } from '@rivulet/core'
import { plainCopy } from '../plain/plainCopy.ts'
import { requireFields } from '../requireFields.ts'
import type { Key } from './agingMap.ts'
import type { JoinRules } from './joinRules.ts'
import type { JoinState } from './joinState.ts'
import type { Answer } from './options.ts'

const NONE: readonly never[] = Object.freeze([])
const ANSWER = ['y']

/** A copy of an item that was let in, and its key. */
export interface Admitted<T> {
  readonly key: Key
  readonly item: T
}

/** Where items come in: what has no key, no time, or is no plain data is refused before anything has changed but the count of that. */
export class Door<E extends object, A extends Answer> {
  readonly #rules: JoinRules<E, A>
  readonly #state: JoinState<E, A>
  readonly #reject: (item: unknown, reason: string) => void

  /**
   * @param rules - how key and time are read
   * @param state - whose clock an item moves
   * @param reject - gets what is refused
   */
  constructor(rules: JoinRules<E, A>, state: JoinState<E, A>, reject: (item: unknown, reason: string) => void) {
    this.#rules = rules
    this.#state = state
    this.#reject = reject
  }

  /** A copy of a label and its key, or undefined if it was refused. */
  admitLabel(given: A): Admitted<A> | undefined {
    return this.admit(given, ANSWER)
  }

  /** A copy of an item and its key, or undefined if it was refused. */
  admit<T extends E | A>(item: T, fields: readonly string[] = NONE): Admitted<T> | undefined {
    try {
      requireFields(item, fields)
      const time = this.#rules.time?.(item)
      const key = this.#rules.key(item)
      const copy = plainCopy(item)
      if (time !== undefined) this.#state.clock.advance(time, 'the time')
      return { key, item: copy }
    } catch (error) {
      if (!(error instanceof InvalidEvent)) throw error
      this.#reject(item, error.message)
      return undefined
    }
  }
}
