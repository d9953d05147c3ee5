import { memoryStore, singleFileStore, trainDurably, untilTerminated } from '@rivulet/durable'
import type { TrainCommand } from '../command.ts'
import { openInput } from './input.ts'
import { learning } from './learning.ts'
import { HEAD, row, standing } from './progress.ts'

/** Up to here each power of two has its row, so that one sees the very first events. */
const EARLY = 1024

/** How often a row is printed after that, in milliseconds. */
const INTERVAL = 1000

/**
 * `rivulet train`: goes on from the snapshot if there is one, and prints a row at 1, 2, 4, 8 … 1024 events, once a second, and at the end.
 *
 * @returns the exit code: 1 if the last snapshot could not be written
 */
export async function train(command: TrainCommand): Promise<number> {
  const { input, label, snapshot, every, json } = command
  const { state, step, metrics } = learning(command)
  const store = snapshot === undefined ? memoryStore() : singleFileStore(snapshot)
  let events = 0
  let rejected = 0
  let reason = ''
  let printed = { events: 0, time: performance.now() }

  const print = (): void => {
    const now = performance.now()
    const perSecond = (1000 * (events - printed.events)) / Math.max(now - printed.time, 1)
    printed = { events, time: now }
    console.log(json ? JSON.stringify(standing(metrics, events, rejected)) : row(metrics, events, perSecond))
  }
  const timer = setInterval(() => events > printed.events && print(), INTERVAL)
  try {
    const source = await openInput(input, label)
    if (!json) console.log(HEAD)
    const trained = await trainDurably({
      source,
      state,
      step,
      store,
      every: snapshot === undefined ? Number.MAX_SAFE_INTEGER : every,
      signal: untilTerminated(),
      onResumed(progress) {
        events = progress.version
        rejected = progress.rejected
        printed = { events, time: performance.now() }
      },
      onOutcome({ version }) {
        events = version
        if (version <= EARLY && (version & (version - 1)) === 0) print()
      },
      onRejected(rejection) {
        rejected += 1
        reason = rejection.reason
      },
      onProblem: ({ message }) => console.error(`rivulet: ${message}`),
    })
    if (json) console.log(JSON.stringify({ done: trained.done, ...standing(metrics, events, rejected) }))
    else if (events > printed.events) print()
    if (!json && rejected > 0)
      console.log(`${rejected.toLocaleString('en-US')} refused${reason === '' ? '' : `, the last: ${reason}`}`)
    return trained.saved === trained.entries ? 0 : 1
  } finally {
    clearInterval(timer)
    if (input === '-') process.stdin.destroy()
  }
}
