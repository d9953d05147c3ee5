import type { SparseVector } from '@rivulet/core'

/**
 * A sparse vector of pairs in any order: indices ascending and distinct, the values of one index summed in ascending order,
 * so that the order of the features changes no bit; zeros left out.
 *
 * @param indices - whole numbers ≥ 0
 * @param values - one for each, with a finite sum of magnitudes
 */
export function toSparse(indices: readonly number[], values: readonly number[]): SparseVector {
  if (isAscending(indices) && !values.includes(0)) return { indices, values }
  const order = [...indices.keys()].sort((a, b) => {
    const apart = (indices[a] as number) - (indices[b] as number)
    return apart === 0 ? (values[a] as number) - (values[b] as number) : apart
  })
  const vector = { indices: [] as number[], values: [] as number[] }
  for (let j = 0; j < order.length; ) {
    const index = indices[order[j] as number] as number
    let sum = 0
    for (; j < order.length && indices[order[j] as number] === index; j++) sum += values[order[j] as number] as number
    if (sum === 0) continue
    vector.indices.push(index)
    vector.values.push(sum)
  }
  return vector
}

function isAscending(indices: readonly number[]): boolean {
  for (let j = 1; j < indices.length; j++) if ((indices[j] as number) <= (indices[j - 1] as number)) return false
  return true
}
