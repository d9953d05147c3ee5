/**
 * An expansion is a list of numbers, the smallest first, that do not overlap in their bits; it stands for their exact sum.
 *
 * `grow` adds a number to it in place, each step an error-free addition whose error stays and whose sum goes on.
 *
 * @see Shewchuk (1997), Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates, figure 6
 */
export function grow(expansion: number[], x: number): void {
  let carried = x
  let kept = 0
  const length = expansion.length
  for (let i = 0; i < length; i++) {
    const part = expansion[i] as number
    const sum = carried + part
    const rounded = sum - carried
    const error = carried - (sum - rounded) + (part - rounded)
    if (error !== 0) expansion[kept++] = error
    carried = sum
  }
  if (carried !== 0) expansion[kept++] = carried
  expansion.length = kept
}

/** The number nearest to an expansion's exact sum, ties to even. */
export function roundedSum(expansion: readonly number[]): number {
  let i = expansion.length - 1
  let sum = expansion[i] ?? 0
  while (--i >= 0) {
    const part = expansion[i] as number
    const before = sum
    sum = before + part
    const error = part - (sum - before)
    if (error === 0) continue
    const below = i > 0 ? (expansion[i - 1] as number) : 0
    // The error may be just half a unit in the last place, rounded to even: what lies below then decides.
    if (below !== 0 && error < 0 === below < 0) {
      const up = sum + 2 * error
      if (up - sum === 2 * error) return up
    }
    return sum
  }
  return sum
}
