/** Whether the values gathered behind the bias are a dense vector without zeros. */
export function isSame(values: Float64Array, x: ArrayLike<number>, bias: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (values[i + bias] !== x[i]) return false
  return true
}

/**
 * How many of the inputs gathered, the bias among them, are the non-zeros of a vector; −1 if one of these is another.
 *
 * @param features - the feature of each input
 * @param values - the value of each
 * @param indices - the features of the vector; undefined if it is dense
 * @param from - its values
 * @param length - how many it has
 * @param bias - 1 where the bias is the first input, else 0
 */
export function isAlike(
  features: Uint32Array,
  values: Float64Array,
  indices: ArrayLike<number> | undefined,
  from: ArrayLike<number>,
  length: number,
  bias: number,
): number {
  let n = bias
  for (let j = 0; j < length; j++) {
    const value = from[j] as number
    if (value === 0) continue
    if (values[n] !== value || features[n] !== (indices === undefined ? j : (indices[j] as number))) return -1
    n++
  }
  return n
}
