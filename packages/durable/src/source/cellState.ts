const QUOTE = 34

/** Where in a cell of CSV the next byte is: at its start, in plain text, within quotes, or behind a quote that may close it or be the first of two. */
export type CellState = 'start' | 'plain' | 'quoted' | 'closing'

/** Where in a cell one is after these bytes, none of which is a line feed; a line feed itself changes nothing within quotes. */
export function cellState(
  before: CellState,
  bytes: Uint8Array,
  start: number,
  end: number,
  delimiter: number,
): CellState {
  let state = before
  for (let i = start; i < end; i++) {
    const byte = bytes[i]
    if (byte === QUOTE) {
      if (state === 'start' || state === 'closing') state = 'quoted'
      else if (state === 'quoted') state = 'closing'
    } else if (state !== 'quoted') state = byte === delimiter ? 'start' : 'plain'
  }
  return state
}
