/** Larger features are refused: the square of a score must stay finite. */
export const MAGNITUDE = 1e100
