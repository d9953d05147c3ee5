import type { Label, SnapshotReader } from '@rivulet/core'
import { checkSaved, decode, encode, InvalidSnapshot, restore } from '@rivulet/core/snapshot'
import type { Revertible } from '../capabilities.ts'
import type { Target } from '../mean/target.ts'
import { TicketQueue } from './ticketQueue.ts'

/**
 * Reads the events of a saved window and its metric, which must have counted just these: when all of them are taken back, nothing
 * is left. The metric is changed, but only if nothing is wrong.
 *
 * @param metric - takes the saved one
 * @param most - how many events there may be
 * @param now - no event is later
 * @throws InvalidSnapshot if something is wrong
 */
export function loadWindow<L extends Label, Y extends L | Target<L>>(
  from: SnapshotReader,
  metric: Revertible<L, Y>,
  most: number,
  now: number = Infinity,
): TicketQueue<L, Y> {
  const events = new TicketQueue<L, Y>()
  events.load(from.child('events'))
  checkSaved(events.size <= most, 'events', `at most ${most}`, events.size)
  const last = events.last?.time ?? -Infinity
  checkSaved(last <= now, 'events', `of times up to ${now}`, last)
  const before = encode(metric)
  try {
    metric.load(from.child('metric'))
    for (const { y, prediction, weight } of events) metric.revert(y, prediction, weight)
    checkSaved(Number.isNaN(metric.value), 'metric', 'that of the events in the window', metric.value)
    // What is left of it is a state as well: no sum is less than 0.
    restore(metric, encode(metric))
    metric.load(from.child('metric'))
  } catch (cause) {
    metric.load(decode(before))
    if (cause instanceof InvalidSnapshot) throw cause
    throw new InvalidSnapshot(`the events of this window are not its metric's: ${(cause as Error).message}`, { cause })
  }
  return events
}
