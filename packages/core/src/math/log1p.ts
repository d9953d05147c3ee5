/** Stand-in until the deterministic log1p lands. */
export function log1p(x: number): number {
  return Math.log1p(x)
}
