/** How many fields of an event are watched: beyond that an event is too wide for a person to look at one by one. */
const WATCHED = 1000

/** A field and how many different texts it had. */
export interface DistinctField {
  readonly field: string
  readonly distinct: number
  readonly events: number
}

/** Finds the fields whose text is another in nearly every event, as an id is: each is a feature of its own, and none comes again. */
export class DistinctFields {
  readonly #texts: Map<string, Set<string>> = new Map()
  #events = 0

  /** Looks at the fields of one more event. */
  see(fields: object): void {
    this.#events++
    for (const [field, value] of Object.entries(fields)) {
      if (typeof value !== 'string') continue
      const texts = this.#texts.get(field)
      if (texts !== undefined) texts.add(value)
      else if (this.#texts.size < WATCHED) this.#texts.set(field, new Set([value]))
    }
  }

  /** Those that are different in at least 95 % of the events so far. */
  found(): DistinctField[] {
    const events = this.#events
    return [...this.#texts]
      .map(([field, { size }]) => ({ field, distinct: size, events }))
      .filter(({ distinct }) => distinct >= 0.95 * events)
  }
}
