import type { Json } from '@rivulet/core/snapshot'

/** What can forget. */
interface Forgetting<P> {
  release?(before: P): Promise<void>
}

/**
 * Lets a source forget what is behind the oldest snapshot that the store still keeps. Not what is behind the newest: that one may turn out to
 * be damaged, by a disk for instance, and then the one before it is restored, and what came after that is needed again.
 */
export class Behind<P extends Json> {
  readonly #source: Forgetting<P>
  readonly #keep: number
  /** Of the snapshots that are kept, oldest first. */
  readonly #positions: (P | undefined)[] = []

  /** @param keep - how many snapshots the store keeps */
  constructor(source: Forgetting<P>, keep: number) {
    this.#source = source
    this.#keep = keep
  }

  /** Is told of each snapshot that the store has. */
  async saved(position: P | undefined): Promise<void> {
    this.#positions.push(position)
    if (this.#positions.length > this.#keep) this.#positions.shift()
    const [oldest] = this.#positions
    if (this.#positions.length === this.#keep && oldest !== undefined) await this.#source.release?.(oldest)
  }
}
