/** The largest number that every model takes as a feature: what goes out of a transformer may not be above it. */
export const MAGNITUDE = 1e100

/** What a number should be, when it is not one that a model takes. */
export function limitOf(value: number): string {
  return Number.isFinite(value) ? 'at most 1e100 in magnitude' : 'finite'
}
