/** The longest record that is read, in bytes; longer ones are refused without being held. */
export const MAX_LINE: number = 2 ** 20
