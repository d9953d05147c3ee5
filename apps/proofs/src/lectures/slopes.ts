/** ∂f/∂w_i by central differences. */
export function slope(f: (w: readonly number[]) => number, w: readonly number[], i: number, h = 1e-5): number {
  const moved = (by: number): number => f(w.map((wi, j) => (j === i ? wi + by : wi)))
  return (moved(h) - moved(-h)) / (2 * h)
}

/** Σ_i a_i. */
export function sum(terms: readonly number[]): number {
  return terms.reduce((a, b) => a + b, 0)
}

/** w·x. */
export function inner(w: readonly number[], x: readonly number[]): number {
  return sum(w.map((wi, i) => wi * (x[i] as number)))
}
