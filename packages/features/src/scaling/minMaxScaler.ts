import {
  checkVector,
  isSparse,
  type SnapshotReader,
  type SnapshotWriter,
  type Transformer,
  type Vector,
} from '@rivulet/core'
import { checkSaved, finite, readExpected } from '@rivulet/core/snapshot'
import { FeatureTable } from '@rivulet/core/table'
import { mapVector, type PlainVector } from './mapVector.ts'

/**
 * Scales every feature into [0, 1] by the smallest and largest value so far, those of this event included.
 *
 * z = (x − min) / (max − min), computed as (x/2 − min/2) / (max/2 − min/2): the halves of finite numbers never overflow
 *
 * That the event itself is counted, in `transform` on the fly and for good in `learn`, keeps every z in [0, 1]; nothing
 * is clipped. A feature with one value so far becomes 0.
 *
 * A sparse vector stays sparse: z = x / max |x|, in [−1, 1], and ±1 at first sight.
 *
 * One spike squeezes all other values of its feature for good: where that happens, take {@link RobustScaler}, or
 * `AutoClassifier`, which looks out for spikes itself.
 *
 * @throws InvalidEvent for what is no vector of finite numbers
 *
 * @example
 * ```ts
 * import { MinMaxScaler } from '@rivulet/features'
 *
 * const scaler = new MinMaxScaler()
 * scaler.learn([0, 10])
 * scaler.learn([4, 30])
 * scaler.transform([1, 40]) // => [0.25, 1]
 * scaler.transform({ indices: [1, 9], values: [15, -7] }) // => { indices: [1, 9], values: [0.5, -1] }
 * ```
 *
 * @see Pedregosa et al. (2011), Scikit-learn: Machine Learning in Python (its MinMaxScaler and MaxAbsScaler)
 */
export class MinMaxScaler implements Transformer<Vector, PlainVector> {
  /** For each feature the smallest and the largest value. */
  #ranges: FeatureTable = newTable()

  /** The smallest and the largest value of a feature; `undefined` if it was never seen. */
  range(feature: number): readonly [min: number, max: number] | undefined {
    const at = this.#ranges.find(feature)
    return at === 0 ? undefined : [this.#ranges.values[at] as number, this.#ranges.values[at + 1] as number]
  }

  /** The scaled vector, dense or sparse as x is. */
  transform(x: Vector): PlainVector {
    checkVector(x)
    const ranges = this.#ranges
    const { values: rows } = ranges
    const sparse = isSparse(x)
    return mapVector(x, (value, feature) => {
      const at = ranges.find(feature)
      const min = at === 0 ? value : Math.min(rows[at] as number, value)
      const max = at === 0 ? value : Math.max(rows[at + 1] as number, value)
      if (sparse) return value === 0 ? 0 : value / Math.max(-min, max)
      const width = max / 2 - min / 2
      return width > 0 ? (value / 2 - min / 2) / width : 0
    })
  }

  /** Widens the ranges. */
  learn(x: Vector): void {
    checkVector(x)
    const sparse = isSparse(x)
    const values = sparse ? x.values : x
    for (let j = 0; j < values.length; j++) {
      const value = values[j] as number
      const feature = sparse ? (x.indices[j] as number) : j
      const isNew = this.#ranges.find(feature) === 0
      const at = this.#ranges.admit(feature)
      const { values: rows } = this.#ranges
      rows[at] = isNew ? value : Math.min(rows[at] as number, value)
      rows[at + 1] = isNew ? value : Math.max(rows[at + 1] as number, value)
    }
  }

  /** Writes the ranges. */
  save(to: SnapshotWriter): void {
    to.text('kind', 'MinMaxScaler')
    this.#ranges.save(to.child('ranges'))
  }

  /** Restores them. */
  load(from: SnapshotReader): void {
    readExpected(from, 'kind', 'MinMaxScaler')
    const ranges = newTable()
    ranges.load(from.child('ranges'), [finite])
    for (const at of ranges.places) {
      const [min, max] = [ranges.values[at] as number, ranges.values[at + 1] as number]
      checkSaved(min <= max, 'the smallest', `at most the largest, ${max}`, min)
    }
    this.#ranges = ranges
  }
}

/** Two numbers a feature, and none for a bias. */
function newTable(): FeatureTable {
  return new FeatureTable({ scores: 2, bias: false })
}
