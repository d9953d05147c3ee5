/** The most points that a chart has: about as many as one can tell apart. */
export const POINTS = 800
