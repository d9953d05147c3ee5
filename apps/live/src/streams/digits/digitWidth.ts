/** The width and the height of a digit. */
export const DIGIT_WIDTH = 28
