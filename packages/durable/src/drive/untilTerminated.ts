/**
 * A signal that comes with the first SIGTERM or SIGINT, for a graceful stop: `trainDurably` then writes a last snapshot and returns.
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
    process.off('SIGTERM', abort)
    process.off('SIGINT', abort)
    stop.abort(signal)
  }
  process.on('SIGTERM', abort)
  process.on('SIGINT', abort)
  return stop.signal
}
