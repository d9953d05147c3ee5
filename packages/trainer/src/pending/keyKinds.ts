import { show } from '@rivulet/core'
import type { AgingMap, Key } from './agingMap.ts'

declare const console: { warn(message: string): void }

/** So many events and labels wait for each other before something is said. */
const MANY = 8

const KINDS: Readonly<Record<string, string>> = {
  number: 'numbers',
  string: 'texts',
  boolean: 'booleans',
  bigint: 'bigints',
}

/** What a join looks at to find out that nothing can ever meet. */
interface Waiting {
  readonly events: AgingMap<unknown>
  readonly early: AgingMap<unknown>
  readonly counts: { readonly joined: number }
}

/** Says once that events and labels cannot meet because their keys are of different kinds: 7 here, "7" there. */
export class KeyKinds {
  readonly #onWarning: (warning: string) => void
  #event: Key | undefined
  #label: Key | undefined
  #said = false

  constructor(onWarning: (warning: string) => void = (warning) => console.warn(warning)) {
    this.#onWarning = onWarning
  }

  /** An event with this key waits. */
  event(key: Key, waiting: Waiting): void {
    this.#event = key
    if (!this.#said) this.#look(waiting)
  }

  /** A label with this key waits. */
  label(key: Key, waiting: Waiting): void {
    this.#label = key
    if (!this.#said) this.#look(waiting)
  }

  #look({ events, early, counts }: Waiting): void {
    if (counts.joined > 0 || events.size < MANY || early.size < MANY) return
    const [event, label] = [this.#event, this.#label]
    if (event === undefined || label === undefined || typeof event === typeof label) return
    this.#said = true
    const kinds = `keys are ${KINDS[typeof event]} here, as ${show(event)}, and ${KINDS[typeof label]} there, as ${show(label)}`
    this.#onWarning(`joinLabels: all labels are early: ${kinds}. Make them alike, as key: ({ id }) => String(id).`)
  }
}
