/**
 * What has become of the events and labels: nothing is lost, and all is counted.
 *
 *   events = joined + timedOut + evicted + repeated + those that wait
 *   labels = joined + duplicate + late + stray + the early ones that wait
 *
 * (Malformed items are counted by neither: they went to `onRejected` and changed nothing.)
 */
export interface JoinCounts {
  /** Pairs of an event and its first label. */
  joined: number
  /** Labels that came before their event. */
  early: number
  /** Further labels of an event that had one. */
  duplicate: number
  /** Labels of an event that had timed out or left. */
  late: number
  /** Labels that left because no event came for them. */
  stray: number
  /** Events that had no label within `ttl`. */
  timedOut: number
  /** Events that left without a label because too many waited, or because the streams ended. */
  evicted: number
  /** Events with the key of another. */
  repeated: number
}

/** The names of the counts, in the order in which they are saved. */
export const COUNTS: readonly (keyof JoinCounts)[] = [
  'joined',
  'early',
  'duplicate',
  'late',
  'stray',
  'timedOut',
  'evicted',
  'repeated',
]

/** Nothing counted yet. */
export function noCounts(): JoinCounts {
  return { joined: 0, early: 0, duplicate: 0, late: 0, stray: 0, timedOut: 0, evicted: 0, repeated: 0 }
}
