import { DERIVED } from './expertList.ts'

/** Columns: A_i; 1/√A_i, taken again once A_i has grown by 1.6 %; and the first of the weights. */
export const SQUARES = 0
const ROOT = 1
export const WEIGHTS = 2

/** Below this, A_i is no scale to divide by. */
const LEAST = 1e-30

// The loops over the inputs of one event, in which four experts are written out: in registers they take half the time.

/** z = Σ_i u_i v_i of two classes; returns Σ v². */
export function sumOne(
  places: Uint32Array,
  values: Float64Array,
  count: number,
  u: Float64Array,
  z: Float64Array,
): number {
  let [z0, z1, z2, z3, squares] = [0, 0, 0, 0, 0]
  for (let k = 0; k < count; k++) {
    const at = places[k]! + WEIGHTS
    const v = values[k]!
    z0 += u[at]! * v
    z1 += u[at + 1]! * v
    z2 += u[at + 2]! * v
    z3 += u[at + 3]! * v
    squares += v * v
  }
  z[0] = z0
  z[1] = z1
  z[2] = z2
  z[3] = z3
  return squares
}

/** The same of K classes, a row of weights at a time. */
export function sumAll(
  places: Uint32Array,
  values: Float64Array,
  count: number,
  u: Float64Array,
  z: Float64Array,
): number {
  let squares = 0
  z.fill(0)
  for (let k = 0; k < count; k++) {
    const at = places[k]! + WEIGHTS
    const v = values[k]!
    for (let q = 0; q < z.length; q += DERIVED) {
      const from = at + q
      z[q]! += u[from]! * v
      z[q + 1]! += u[from + 1]! * v
      z[q + 2]! += u[from + 2]! * v
      z[q + 3]! += u[from + 3]! * v
    }
    squares += v * v
  }
  return squares
}

/** A_i += r² v²; u_i += f v/√A_i, the last f v; of two classes. */
export function moveOne(
  places: Uint32Array,
  values: Float64Array,
  count: number,
  u: Float64Array,
  f: Float64Array,
  r2: number,
): void {
  const f0 = f[0]!
  const f1 = f[1]!
  const f2 = f[2]!
  const f3 = f[3]!
  for (let k = 0; k < count; k++) {
    const at = places[k]!
    const v = values[k]!
    const a = v * accumulated(u, at, r2 * v * v)
    u[at + WEIGHTS]! += f0 * a
    u[at + WEIGHTS + 1]! += f1 * a
    u[at + WEIGHTS + 2]! += f2 * a
    u[at + WEIGHTS + 3]! += f3 * v
  }
}

/** The same of K classes. */
export function moveAll(
  places: Uint32Array,
  values: Float64Array,
  count: number,
  u: Float64Array,
  f: Float64Array,
  r2: number,
): void {
  for (let k = 0; k < count; k++) {
    const at = places[k]!
    const v = values[k]!
    const a = v * accumulated(u, at, r2 * v * v)
    const first = at + WEIGHTS
    for (let q = 0; q < f.length; q += DERIVED) {
      const to = first + q
      u[to]! += f[q]! * a
      u[to + 1]! += f[q + 1]! * a
      u[to + 2]! += f[q + 2]! * a
      u[to + 3]! += f[q + 3]! * v
    }
  }
}

/** Adds to A, and returns 1/√A. */
function accumulated(u: Float64Array, at: number, square: number): number {
  const a = u[at + SQUARES]! + square
  u[at + SQUARES] = a
  const root = u[at + ROOT]!
  const grown = a * root * root
  if (grown > 0.999 && grown < 1.016) return root
  const taken = a > LEAST ? 1 / Math.sqrt(a) : 0
  u[at + ROOT] = taken
  return taken
}
