/** Stand-in until the deterministic pow lands. */
export function pow(x: number, y: number): number {
  return x ** y
}
