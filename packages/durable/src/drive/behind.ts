import type { SeekableSource } from '../source/source.ts'

/**
 * Lets a source forget what is behind the snapshots: what came before the one before the newest. The newest may be damaged, by a disk for
 * instance, and then the one before it is restored, and what came after that is needed again.
 */
export class Behind<P> {
  readonly #source: Pick<SeekableSource<unknown, P>, 'release'>
  #newest: P | undefined

  constructor(source: Pick<SeekableSource<unknown, P>, 'release'>) {
    this.#source = source
  }

  /** Is told of each snapshot that the store has. */
  async saved(position: P | undefined): Promise<void> {
    const before = this.#newest
    this.#newest = position
    if (before !== undefined) await this.#source.release?.(before)
  }
}
