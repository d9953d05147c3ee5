import {
  check,
  checkOptions,
  checkVector,
  isSparse,
  maxFeatures,
  type SnapshotReader,
  type SnapshotWriter,
  type Transformer,
  type Vector,
} from '@rivulet/core'
import { between, readArray, readDistinct, readExpected, whole } from '@rivulet/core/snapshot'
import { mapVector, type PlainVector } from './mapVector.ts'
import { SlidingQuantiles } from './slidingQuantiles.ts'

/** Larger numbers are refused: the distance of two must stay finite. */
const magnitude = 1e300

/**
 * Scales every feature by its median and the distance of its quartiles over the last `window` events, so that a few
 * wild values change nothing for the others.
 *
 * z = (x − median) / (q₃ − q₁), clipped to ±limit
 *
 * The quantiles are exact, which takes two numbers of memory for each one in the window. (P², which needs none, was
 * tried: where most values are equal, as in counts, its quartiles differ by 10⁻⁷ instead of 0, and z explodes.) Where
 * q₁ = q₃, the range takes their place, this event counted, and |z| ≤ 1 then; a feature never seen becomes 0.
 *
 * Only the scale is robust: without a limit the wild values themselves come through wilder. Standardised by it, SGD
 * with η = .005 has on elec2 a log loss of 10.63 without a limit, .4005 with ±10, .3993 with ±3.
 *
 * A sparse vector stays sparse: z = x / max(|q₁|, |q₃|) over the last non-zeros of the feature, and ±1 at first sight.
 *
 * @throws InvalidEvent for what is no vector of finite numbers up to 1e300 in magnitude
 *
 * @example
 * ```ts
 * import { RobustScaler } from '@rivulet/features'
 *
 * const scaler = new RobustScaler({ window: 100 })
 * for (const x of [1, 2, 3, 4, 1e9]) scaler.learn([x])
 * scaler.transform([5]) // => [1]
 * scaler.transform([2]) // => [-0.5]
 * ```
 *
 * @see Hyndman & Fan (1996), Sample Quantiles in Statistical Packages (its definition 7)
 */
export class RobustScaler implements Transformer<Vector, PlainVector> {
  /** How many events count. */
  readonly window: number
  /** No result is further from 0. */
  readonly limit: number
  #features: Map<number, SlidingQuantiles> = new Map()

  /**
   * @param options - `window`: how many events count, a whole number from 4 to 65,536, default 256; `limit`: no result
   * is further from 0, > 0, default 10, Infinity for no limit
   */
  constructor(options: { readonly window?: number; readonly limit?: number } = {}) {
    checkOptions<{ readonly window?: number; readonly limit?: number }>('RobustScaler', options, ['window', 'limit'])
    const { window = 256, limit = 10 } = options
    check(
      Number.isInteger(window) && window >= 4 && window <= 65_536,
      'window',
      'a whole number from 4 to 65536',
      window,
    )
    check(typeof limit === 'number' && limit > 0, 'limit', '> 0', limit)
    this.window = window
    this.limit = limit
  }

  /** The p-quantile of a feature in the window; NaN if it was never seen. */
  quantile(feature: number, p: number): number {
    return this.#features.get(feature)?.quantile(p) ?? Number.NaN
  }

  /** The scaled vector, dense or sparse as x is. */
  transform(x: Vector): PlainVector {
    checkVector(x, { magnitude })
    const scale = isSparse(x) ? besideZero : aboutMedian
    const limit = Math.min(this.limit, Number.MAX_VALUE)
    return mapVector(x, (value, feature) => {
      const z = scale(value, this.#features.get(feature))
      return Math.max(-limit, Math.min(limit, z))
    })
  }

  /** Counts the event: every number of a dense vector, the non-zeros of a sparse one. */
  learn(x: Vector): void {
    checkVector(x, { magnitude })
    const sparse = isSparse(x)
    const values = sparse ? x.values : x
    for (let j = 0; j < values.length; j++) {
      const feature = sparse ? (x.indices[j] as number) : j
      const value = values[j] as number
      if (sparse && value === 0) continue
      let quantiles = this.#features.get(feature)
      if (quantiles === undefined) {
        quantiles = new SlidingQuantiles(this.window)
        this.#features.set(feature, quantiles)
      }
      quantiles.push(value)
    }
  }

  /** Writes the numbers in the windows, feature by feature, the oldest first. */
  save(to: SnapshotWriter): void {
    const windows = [...this.#features.values()].map((quantiles) => quantiles.values())
    to.text('configuration', this.#configuration)
    to.array('features', [...this.#features.keys()], 'U32')
    const sizes = windows.map((values) => values.length)
    to.array('sizes', sizes, 'U32')
    to.array('values', windows.flat())
  }

  /** Restores them. */
  load(from: SnapshotReader): void {
    readExpected(from, 'configuration', this.#configuration)
    const features = readDistinct(from, 'features', maxFeatures)
    const sizes = readArray(from, 'sizes', 'U32', features.length, whole(1, this.window))
    const total = sizes.reduce((sum, size) => sum + size, 0)
    const values = readArray(from, 'values', 'F64', total, between(-magnitude, magnitude))
    const restored = new Map<number, SlidingQuantiles>()
    let end = 0
    for (const [i, feature] of features.entries()) {
      const quantiles = new SlidingQuantiles(this.window)
      const start = end
      end += sizes[i] as number
      for (const value of values.subarray(start, end)) quantiles.push(value)
      restored.set(feature, quantiles)
    }
    this.#features = restored
  }

  get #configuration(): string {
    return JSON.stringify({ kind: 'RobustScaler', window: this.window, limit: String(this.limit) })
  }
}

function aboutMedian(x: number, quantiles: SlidingQuantiles | undefined): number {
  if (quantiles === undefined) return 0
  const between = quantiles.quantile(0.75) - quantiles.quantile(0.25)
  const away = x - quantiles.quantile(0.5)
  if (between > 0) return away / between
  const range = Math.max(quantiles.quantile(1), x) - Math.min(quantiles.quantile(0), x)
  return range > 0 ? away / range : 0
}

function besideZero(x: number, quantiles: SlidingQuantiles | undefined): number {
  if (quantiles === undefined) return Math.sign(x)
  const scale = Math.max(Math.abs(quantiles.quantile(0.25)), Math.abs(quantiles.quantile(0.75)))
  return scale > 0 ? x / scale : Math.sign(x)
}
