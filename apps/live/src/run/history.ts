/** All that a {@link History} knows, as plain JSON if its points are. */
export interface HistoryState<T> {
  readonly points: readonly T[]
  readonly last?: T | undefined
  readonly stride: number
  readonly skipped: number
}

/**
 * A record of bounded length of something endless: when it is full every other point goes, and from then on only every
 * other point is kept, so that the points stay evenly spread.
 */
export class History<T> {
  readonly #cap: number
  #points: T[]
  #stride: number
  #skipped = 0
  #last: T | undefined

  /** Goes on from an earlier record, if there is one. */
  constructor(cap: number, points: readonly T[] = [], stride: number = 1) {
    this.#cap = cap
    this.#points = [...points]
    this.#stride = stride
    this.#last = points.at(-1)
  }

  get points(): readonly T[] {
    return this.#points
  }

  /** The newest point that was added, kept or not. */
  get last(): T | undefined {
    return this.#last
  }

  /** How many points were added for each that is kept. */
  get stride(): number {
    return this.#stride
  }

  add(point: T): void {
    this.#last = point
    this.#skipped++
    if (this.#skipped < this.#stride) return
    this.#skipped = 0
    this.#points.push(point)
    if (this.#points.length < this.#cap) return
    this.#points = this.#points.filter((_, i) => i % 2 === 0)
    this.#stride *= 2
  }

  /** All that it knows. Set, it goes on from there. */
  get state(): HistoryState<T> {
    return { points: this.#points, last: this.#last, stride: this.#stride, skipped: this.#skipped }
  }

  set state({ points, last, stride, skipped }: HistoryState<T>) {
    this.#points = [...points]
    this.#last = last
    this.#stride = stride
    this.#skipped = skipped
  }
}
