import type { Watch } from './contenders.ts'
import type { DriftStream } from './streams.ts'

/** How many events after its beginning a change still counts as found. */
export const horizon = 3000

/** How many events of a stale model a false alarm is as bad as: about what relearning costs. */
export const falseAlarmCost = 100

/** What one detector did on one stream; one line of JSON. */
export interface DriftRow {
  readonly detector: string
  readonly stream: string
  readonly events: number
  readonly changes: number
  readonly falseAlarms: number
  readonly detected: number
  /** Events from the beginning of a change to the alarm, on average over those found; null if none was. */
  readonly meanDelay: number | null
  /**
   * What it cost: for each change the events until the alarm, or the whole horizon if there was none, and a hundred for
   * each false alarm, in a thousand events. Lower is better.
   */
  readonly harm: number
}

/**
 * Runs a detector over a stream. The first alarm within 3,000 events of a change finds it; every other alarm is false.
 */
export function judge(detector: string, watch: Watch, { name, events, changes }: DriftStream): DriftRow {
  const delays: number[] = []
  let falseAlarms = 0
  let begun = 0
  let found = true
  for (const [i, event] of events.entries()) {
    if (i === changes[begun]) {
      begun++
      found = false
    }
    if (!watch(event)) continue
    const delay = i - (changes[begun - 1] ?? 0) + 1
    if (found || delay > horizon) {
      falseAlarms++
    } else {
      found = true
      delays.push(delay)
    }
  }
  const waited = delays.reduce((sum, delay) => sum + delay, 0) + (changes.length - delays.length) * horizon
  return {
    detector,
    stream: name,
    events: events.length,
    changes: changes.length,
    falseAlarms,
    detected: delays.length,
    meanDelay: delays.length === 0 ? null : delays.reduce((sum, delay) => sum + delay, 0) / delays.length,
    harm: ((waited + falseAlarmCost * falseAlarms) / events.length) * 1000,
  }
}
