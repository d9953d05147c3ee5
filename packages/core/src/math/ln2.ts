/** The first 42 bits of ln 2: its product with an integer below 2¹¹ is exact. */
export const LN2_HIGH = 0.6931471805598903

/** What `LN2_HIGH` leaves of ln 2, to the nearest double. */
export const LN2_LOW = 5.497923018708371e-14

/** 1 / ln 2. */
export const INVERSE_LN2: number = Math.LOG2E
