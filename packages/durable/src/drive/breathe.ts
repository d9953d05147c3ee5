import { setImmediate } from 'node:timers/promises'

const EVENTS = 256

/**
 * Lets files be written and signals arrive while a source never waits: returns a function that, after every 256 events counted by it,
 * gives a promise for the next turn of the event loop.
 */
export function breather(): (events: number) => Promise<void> | undefined {
  let since = 0
  return (events) => {
    since += events
    if (since < EVENTS) return undefined
    since = 0
    return setImmediate()
  }
}
