import { setImmediate } from 'node:timers/promises'

/** Milliseconds between two turns of the event loop, but for the event in between. */
const MOST = 10

/** Events between two turns, where they are quick. */
const EVENTS = 256

/** The clock is looked at after so many events, where they are quick: a look takes as long as a small event. */
const STRIDE = 8

/**
 * Lets files be written, requests be answered and signals arrive while a source never waits, however large its batches and however slow its
 * events: returns a function that is called after every event, and after 10 ms or 256 events gives a promise for the next turn of the event loop.
 *
 * @param now - real time in milliseconds; it decides when there is a turn, and nothing that is learned
 */
export function breather(now: () => number = () => performance.now()): () => Promise<void> | undefined {
  let turned = now()
  let looked = turned
  let events = 0
  let next = 1
  let stride = 1
  const turn = async (): Promise<void> => {
    await setImmediate()
    events = 0
    next = stride
    looked = turned = now()
  }
  return () => {
    events += 1
    if (events < next) return undefined
    const time = now()
    // One slow event, and the clock is looked at after each, until they are quick again.
    stride = time - looked > 1 ? 1 : Math.min(2 * stride, STRIDE)
    looked = time
    next = events + stride
    return events >= EVENTS || time - turned >= MOST ? turn() : undefined
  }
}
