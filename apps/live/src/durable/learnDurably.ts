import type { Rejection, Stateful } from '@rivulet/core'
import { InvalidSnapshot, type Json } from '@rivulet/core/snapshot'
import { noStore, type SeekableSource, type Step, trainDurably } from '@rivulet/durable'
import type { Keeper } from './keeper.ts'
import { Pauses } from './pauses.ts'

/** What is learned, and who is told. */
export interface DurableRun<E> {
  readonly source: SeekableSource<E, Json>
  readonly state: Stateful
  readonly step: Step<E, undefined>
  readonly keeper: Keeper
  /** Stops after the current event. */
  readonly signal: AbortSignal
  readonly rejected: (rejection: Rejection) => void
  /** Is told that the first event is next, and whether it is the first of all; it is waited for. */
  readonly begin: (resumed: boolean) => Promise<void>
  /** Takes what went wrong without stopping the run. */
  readonly complain: (message: string) => void
}

/**
 * Learns a stream from where the keeper left it, and keeps it as it goes. What is kept but cannot be gone on from is moved out of the way, and
 * the stream begins anew.
 *
 * @returns whether the stream came to its end; else the signal stopped it
 */
export async function learnDurably<E>(run: DurableRun<E>): Promise<boolean> {
  const pauses = new Pauses()
  const { unkept } = run.keeper
  let { store } = run.keeper
  let begun = false
  let resumed = false
  const train = async (): Promise<boolean> => {
    const { done } = await trainDurably<E, Json, undefined>({
      source: {
        async *readFrom(position, signal) {
          begun = true
          await run.begin(resumed)
          if (signal?.aborted !== true) yield* run.source.readFrom(position, signal)
        },
        release: async (before) => run.source.release?.(before),
      },
      state: pauses.around(run.state),
      step: run.step,
      store: pauses.before(store),
      every: unkept === undefined ? pauses.moments() : Number.MAX_SAFE_INTEGER,
      signal: run.signal,
      onResumed: () => {
        resumed = true
      },
      onRejected: run.rejected,
      onLost: ({ count, reason }) =>
        run.complain(`${count === undefined ? 'An unknown number of events' : `${count} events`} are lost: ${reason}.`),
      onProblem: complainer(run.complain),
    })
    return done
  }
  try {
    return await train()
  } catch (error) {
    if (begun) throw error
    const why = error instanceof InvalidSnapshot ? `it does not fit, ${error.message}` : (error as Error).message
    const said = `What was kept cannot be gone on from: ${why}.`
    try {
      const aside = await run.keeper.setAside()
      run.complain(`${said} It is now in ${aside}, and the stream begins anew.`)
    } catch (cause) {
      run.complain(`${said} ${(cause as Error).message}: the stream begins anew, and is not kept.`)
      store = noStore()
    }
    return train()
  }
}

/** Complains the first, the second, the fourth, the eighth … time: a disk that is full stays full for a while. */
function complainer(complain: (message: string) => void): (error: Error) => void {
  let count = 0
  return ({ message }) => {
    count++
    if ((count & (count - 1)) === 0) complain(`${message}${count > 1 ? ` (${count} problems so far)` : ''}`)
  }
}
