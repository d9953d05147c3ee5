/**
 * Where the merged log of the flights stands: all that it takes to go on from there. In columns, which go from thread to thread without
 * being copied; equal logs have equal states.
 */
export interface LogState {
  /** How many flights have departed. */
  readonly departed: number
  /** The airports that are met below, in alphabetical order. */
  readonly airports: readonly string[]
  /** The lateness of each of them, as an origin and as a destination. */
  readonly departing: ArrayLike<number>
  readonly arriving: ArrayLike<number>
  /** The flights in the air, in the order in which their labels become known. */
  readonly ids: ArrayLike<number>
  /** When that will be, in milliseconds. */
  readonly known: ArrayLike<number>
  /** 1 for those that will be late. */
  readonly late: ArrayLike<number>
  /** Their airports, as indices. */
  readonly origins: ArrayLike<number>
  readonly destinations: ArrayLike<number>
}

/** The state as JSON has it, where typed arrays would become objects. */
export type PlainLogState = {
  readonly [name in keyof LogState]: LogState[name] extends number
    ? number
    : LogState[name] extends readonly string[]
      ? readonly string[]
      : readonly number[]
}

/** Where a log begins. */
export const BEGINNING: PlainLogState = {
  departed: 0,
  airports: [],
  departing: [],
  arriving: [],
  ids: [],
  known: [],
  late: [],
  origins: [],
  destinations: [],
}

/** Makes a state plain. */
export function plainState(state: LogState): PlainLogState {
  const { departed, airports, departing, arriving, ids, known, late, origins, destinations } = state
  const plain = (values: ArrayLike<number>): number[] => Array.from(values)
  return {
    departed,
    airports,
    departing: plain(departing),
    arriving: plain(arriving),
    ids: plain(ids),
    known: plain(known),
    late: plain(late),
    origins: plain(origins),
    destinations: plain(destinations),
  }
}
