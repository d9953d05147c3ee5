import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { between, readArray } from '@rivulet/core/snapshot'
import type { FeatureTable } from './featureTable.ts'
import type { Inputs } from './inputs.ts'

/** Products are of the first so many features learned: 8,128 of them at most. */
export const MULTIPLIED = 127

/** What stands for the value of a feature that has been seen with two: no feature is as large. */
const SEVERAL = Number.MAX_VALUE

/**
 * The inputs of an event that are multiplied with each other.
 *
 * v = s_i for a feature that varies where it is present; 1 for a category, which has one value wherever it is present
 */
export class ProductInputs implements Stateful {
  /** The rows of the inputs, and v. Scratch memory. */
  rows: Uint32Array = new Uint32Array(MULTIPLIED)
  values: Float64Array = new Float64Array(MULTIPLIED)
  count = 0
  /** By row the one value that a feature was seen with; 0 before it was seen. */
  readonly #seen: Float64Array = new Float64Array(MULTIPLIED + 1)

  /**
   * Takes the inputs of an event.
   *
   * @returns whether they are at most so many
   */
  take(
    { places, scaled, values: x, gathered, count, unknown }: Inputs,
    { width }: FeatureTable,
    most: number,
  ): boolean {
    const { rows, values } = this
    const seen = this.#seen
    let n = 0
    // The event's own, with those that have no row yet, and those that centring adds.
    let all = gathered - 1 + unknown
    for (let k = 1; k < count; k++) {
      const row = places[k]! / width
      if (row > MULTIPLIED) continue
      const one = seen[row]!
      const varies = k < gathered ? one !== x[k] && one !== 0 : one === SEVERAL
      if (k >= gathered) {
        // A category that is absent is centred too, but says nothing.
        if (!varies) continue
        all++
      }
      if (all > most) return false
      rows[n] = row
      values[n++] = varies ? scaled[k]! : 1
    }
    this.count = n
    return all <= most
  }

  /** Learns which features vary. */
  learn({ places, values: x, gathered }: Inputs, { width }: FeatureTable): void {
    const seen = this.#seen
    for (let k = 1; k < gathered; k++) {
      const row = places[k]! / width
      if (row > MULTIPLIED || seen[row] === x[k]) continue
      seen[row] = seen[row] === 0 ? x[k]! : SEVERAL
    }
  }

  /** Writes the values. */
  save(to: SnapshotWriter): void {
    to.array('seen', this.#seen)
  }

  /** Takes what was saved. */
  load(from: SnapshotReader): void {
    this.#seen.set(readArray(from, 'seen', 'F64', this.#seen.length, between(-SEVERAL, SEVERAL)))
  }
}
