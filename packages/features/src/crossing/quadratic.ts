import { check, checkOptions, checkVector, InvalidEvent, isSparse, type Vector } from '@rivulet/core'
import { hashedIndex } from '../hashing/hashedIndex.ts'
import { murmur3Pair } from '../hashing/murmur3.ts'
import type { PlainSparseVector } from '../sparse/plainSparseVector.ts'
import { SparseBuilder } from '../sparse/sparseBuilder.ts'

/** How {@link quadratic} crosses. */
export interface QuadraticOptions {
  /** The vectors have width 2^bits, as those crossed: a whole number from 1 to 30, default 18. */
  readonly bits?: number
  /** A whole number from 0 to 2³² − 1, default 0. */
  readonly seed?: number
  /** Whether a feature is crossed with itself, too, default false: the square of an indicator says nothing new. */
  readonly squares?: boolean
  /** The most non-zeros of a vector that is crossed, default 1,000: there are half as many crosses as their square. */
  readonly max?: number
}

/**
 * A step that adds all products of two features to a vector, each at the hash of the pair.
 *
 * x ↦ x + Σ_{i<j} x_i x_j e_h(i,j),  h(i,j) = |murmur3(i, j)| mod 2^bits
 *
 * A linear model of it is a quadratic model of x. A vector with k non-zeros gets k(k − 1)/2 more.
 *
 * @throws InvalidEvent from the step, for what is no vector of width 2^bits, has more than `max` non-zeros, or a
 * product above 1e100 in magnitude
 *
 * @example
 * ```ts
 * import { quadratic } from '@rivulet/features'
 *
 * const cross = quadratic({ bits: 10 })
 * cross({ indices: [3, 5], values: [2, 10] }) // => { indices: [3, 5, 14], values: [2, 10, 20] }
 * ```
 *
 * @see Rendle (2010), Factorization Machines, section II, on what pairs can and cannot learn
 */
export function quadratic(options: QuadraticOptions = {}): (x: Vector) => PlainSparseVector {
  checkOptions<QuadraticOptions>('quadratic', options, ['bits', 'seed', 'squares', 'max'])
  const { bits = 18, seed = 0, squares = false, max = 1000 } = options
  check(Number.isInteger(bits) && bits >= 1 && bits <= 30, 'bits', 'a whole number from 1 to 30', bits)
  check(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32, 'seed', 'a whole number from 0 to 2³² − 1', seed)
  check(Number.isInteger(max) && max >= 1 && max <= 2000, 'max', 'a whole number from 1 to 2000', max)
  const pairs = new SparseBuilder()
  return (x) => {
    const [indices, values] = nonZeros(x, 1 << bits)
    const n = indices.length
    if (n > max) throw new InvalidEvent(`x should have at most ${max} non-zeros to be crossed, but has ${n}`)
    pairs.clear()
    for (let a = 0; a < n; a++) {
      const i = indices[a] as number
      const value = values[a] as number
      pairs.add(i, value)
      for (let b = squares ? a : a + 1; b < n; b++) {
        pairs.add(hashedIndex(murmur3Pair(i, indices[b] as number, seed), bits), value * (values[b] as number))
      }
    }
    return pairs.vector()
  }
}

function nonZeros(x: Vector, width: number): [number[], number[]] {
  checkVector(x, { features: isSparse(x) ? width : undefined })
  const values = isSparse(x) ? x.values : x
  const indices: number[] = []
  const found: number[] = []
  for (let j = 0; j < values.length; j++) {
    if (values[j] === 0) continue
    indices.push(isSparse(x) ? (x.indices[j] as number) : j)
    found.push(values[j] as number)
  }
  if ((indices.at(-1) ?? 0) >= width) throw new InvalidEvent(`x should have at most ${width} features`)
  return [indices, found]
}
