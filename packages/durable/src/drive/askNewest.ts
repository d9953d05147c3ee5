import { Fenced, type OpenStore } from '../store/store.ts'
import { isPassing, Waits } from './retry.ts'

/**
 * Asks whether this is still the newest trainer. While a store that is elsewhere does not answer, nobody knows, and outcomes wait; a disk that
 * is in trouble is no reason to hold them back.
 *
 * @param opened - the store as this trainer opened it
 * @param end - ends the waiting
 * @throws Fenced if it is not
 */
export async function askNewest(opened: OpenStore, end: AbortSignal): Promise<void> {
  for (const waits = new Waits(); ; ) {
    try {
      await opened.check()
      return
    } catch (error) {
      if (error instanceof Fenced) throw error
      if (!isPassing(error) || !(await waits.next(end))) return
    }
  }
}
