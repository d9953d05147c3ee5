/** What asks a process to end: another process, a person, a terminal that is closed. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/**
 * A signal that comes with the first SIGTERM, SIGINT or SIGHUP, for a graceful stop: `trainDurably` then writes a last snapshot and returns.
 * A second one ends the process as if nobody listened.
 *
 * @example
 * ```ts
 * import { untilTerminated } from '@rivulet/durable'
 *
 * const signal = untilTerminated()
 * process.kill(process.pid, 'SIGTERM')
 * await new Promise((resolve) => signal.addEventListener('abort', resolve))
 * signal.aborted // => true
 * ```
 */
export function untilTerminated(): AbortSignal {
  const stop = new AbortController()
  const abort = (signal: NodeJS.Signals): void => {
    for (const name of SIGNALS) process.off(name, abort)
    stop.abort(signal)
  }
  for (const name of SIGNALS) process.on(name, abort)
  return stop.signal
}
