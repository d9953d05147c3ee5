import { count } from '@rivulet/cli/progress'
import { streamClock } from '../src/format.ts'
import type { Moment } from '../src/score/alarms.ts'
import type { About } from '../src/streams/stream.ts'

/** When something was, in words. */
export function momentText({ events, clock }: Moment, time: About['time'] | undefined): string {
  const when = time === 'calendar' ? `, ${streamClock(clock, time)}` : ''
  return `after ${count(events)} events${when}`
}
