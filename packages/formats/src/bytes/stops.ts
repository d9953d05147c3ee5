import { BAR, COLON, isBlank } from './codes.ts'

/** Which bytes end a name: blanks, a colon, a bar. A table, so that a loop over a name asks one thing of a byte. */
export const ENDS_NAME: Uint8Array = table((byte) => isBlank(byte) || byte === COLON || byte === BAR)

/** Which bytes end a value: blanks and a bar. */
export const ENDS_VALUE: Uint8Array = table((byte) => isBlank(byte) || byte === BAR)

function table(ends: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (ends(byte) ? 1 : 0))
}
