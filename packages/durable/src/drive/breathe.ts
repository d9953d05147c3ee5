import { setImmediate } from 'node:timers/promises'

const EVENTS = 256

/**
 * Lets files be written and signals arrive while a source never waits, however large its batches: returns a function that is called
 * after every event, and at every 256th gives a promise for the next turn of the event loop.
 */
export function breather(): () => Promise<void> | undefined {
  let since = 0
  return () => {
    since += 1
    if (since < EVENTS) return undefined
    since = 0
    return setImmediate()
  }
}
