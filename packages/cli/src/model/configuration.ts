import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { InvalidSnapshot } from '@rivulet/core/snapshot'

/** What a model was asked for: a snapshot that was asked for otherwise is refused, in words of the command line. */
export class Configuration implements Stateful {
  readonly #values: Readonly<Record<string, string>>

  /** @param values - what must not change between runs, by name */
  constructor(values: Readonly<Record<string, string>>) {
    this.#values = values
  }

  save(to: SnapshotWriter): void {
    for (const [name, value] of Object.entries(this.#values)) to.text(name, value)
  }

  load(from: SnapshotReader): void {
    for (const [name, value] of Object.entries(this.#values)) {
      const before = from.text(name)
      if (before !== value) throw new InvalidSnapshot(`it was trained with the ${name} ${before}, not ${value}`)
    }
  }
}
