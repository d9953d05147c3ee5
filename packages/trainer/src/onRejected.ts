import type { Rejection } from '@rivulet/core'

/**
 * Where an operator sends the events that it refuses: a function, or anything with `next`, such as a Subject. It is never
 * completed, so that several operators may share one.
 */
export type OnRejected = ((rejection: Rejection) => void) | { next(rejection: Rejection): void }

// The one thing used of the host, declared here because the library is compiled without the types of any host.
declare const console: { warn(message: string): void }

/**
 * Makes the function that an operator calls with each event it refuses. Without an `onRejected` observer a refused event must
 * still be seen: the 1st, 2nd, 4th, 8th … is a warning on the console, with the count, so that a flood stays readable.
 *
 * @param operator - its name, for the warning
 * @param onRejected - the observer
 */
export function rejecter(operator: string, onRejected?: OnRejected): (event: unknown, reason: string) => void {
  let count = 0
  let next = 1
  return (event, reason) => {
    if (typeof onRejected === 'function') return onRejected(rejectionOf(event, reason))
    if (onRejected !== undefined) return onRejected.next(rejectionOf(event, reason))
    count += 1
    if (count < next) return
    next *= 2
    const events = count === 1 ? '1 event' : `${count} events`
    console.warn(`${operator} refused ${events}, the last because ${reason}. Pass { onRejected } to receive them.`)
  }
}

function rejectionOf(event: unknown, reason: string): Rejection {
  const position = (event as { position?: unknown } | null | undefined)?.position
  return position === undefined ? { event, reason } : { event, reason, position }
}
