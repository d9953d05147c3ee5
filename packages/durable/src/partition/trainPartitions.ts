import type { Json } from '@rivulet/core/snapshot'
import { type Trained, type TrainOptions, trainDurably } from '../drive/trainDurably.ts'
import { Fenced } from '../store/store.ts'

/** What training of partitions needs. */
export interface PartitionsOptions<E, P extends Json, O> {
  /**
   * The partitions that this process has, anew each time they change: what the group of a broker assigns. The next ones are asked for when those
   * that were taken away are saved and closed and the new ones are on their way: so who gives them can tell the broker then.
   */
  readonly assignments: AsyncIterable<Iterable<string>>
  /** How a partition is trained: a source, a state, a step and a store of its own. */
  readonly train: (partition: string) => Omit<TrainOptions<E, P, O>, 'signal'>
  /** Stops all, each with a last snapshot. */
  readonly signal?: AbortSignal
  /** Is told how the training of a partition ended: it was taken away, its source is at its end, or all were stopped. */
  readonly onEnded?: (partition: string, trained: Trained<P>) => void
  /** Takes what went wrong without stopping the others: a partition that another process has taken already. Default: `console.error`. */
  readonly onProblem?: (error: Error) => void
}

/** A partition that is trained, or was until its source ended. */
interface Run {
  readonly stop: AbortController
  readonly done: Promise<void>
}

/**
 * Trains one fold for each partition that this process has: {@link trainDurably} for each. A partition that is taken away is stopped, saved
 * and closed; one that is given goes on from its own snapshot, whoever wrote it. Who has what is decided elsewhere, by the group of a broker
 * for instance; if two processes have a partition for a moment, the newer one fences the older.
 *
 * @returns when the assignments have ended and all sources are at their end, or the signal came
 * @throws Error of the first partition that fails; the others are stopped and saved before
 *
 * @example
 * ```ts
 * import { arraySource, memoryStore, trainPartitions } from '@rivulet/durable'
 *
 * const sums = new Map<string, number>()
 * await trainPartitions<number, number, never>({
 *   assignments: (async function* () { yield ['p0', 'p1'] })(),
 *   train: (partition) => ({
 *     source: arraySource([1, 2, 3]),
 *     state: { save() {}, load() {} },
 *     step: (x) => void sums.set(partition, (sums.get(partition) ?? 0) + x),
 *     store: memoryStore(),
 *     every: 1000,
 *   }),
 * })
 * sums.get('p1') // => 6
 * ```
 */
export async function trainPartitions<E, P extends Json, O = never>(
  options: PartitionsOptions<E, P, O>,
): Promise<void> {
  const { assignments, train, signal, onProblem = console.error } = options
  const runs = new Map<string, Run>()
  let failed: { readonly error: unknown } | undefined
  let end = (): void => {}
  const ended = new Promise<undefined>((resolve) => {
    end = () => resolve(undefined)
  })
  const fail = (error: unknown): void => {
    failed ??= { error }
    end()
  }
  signal?.addEventListener('abort', end)
  if (signal?.aborted === true) end()

  const start = (partition: string): void => {
    const stop = new AbortController()
    const training = trainDurably<E, P, O>({ ...train(partition), signal: stop.signal })
    const done = training.then(
      (trained) => options.onEnded?.(partition, trained),
      (error) => {
        if (!(error instanceof Fenced)) throw error
        onProblem(new Error(`the partition ${partition} is another's by now: ${error.message}`, { cause: error }))
      },
    )
    runs.set(partition, { stop, done: done.catch(fail) })
  }
  const stopAll = async (partitions: Iterable<string>): Promise<void> => {
    const stopped = [...partitions].map((partition) => {
      const run = runs.get(partition) as Run
      run.stop.abort()
      return run.done
    })
    await Promise.all(stopped)
  }
  const iterator = assignments[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), ended])
      if (next === undefined || next.done === true) break
      const assigned = new Set(next.value)
      const revoked = [...runs.keys()].filter((partition) => !assigned.has(partition))
      await stopAll(revoked)
      for (const partition of revoked) runs.delete(partition)
      for (const partition of assigned) if (!runs.has(partition)) start(partition)
    }
    await Promise.race([Promise.all([...runs.values()].map(({ done }) => done)), ended])
  } catch (error) {
    fail(error)
  }
  signal?.removeEventListener('abort', end)
  await stopAll(runs.keys())
  // It may wait for an assignment that never comes.
  Promise.resolve(iterator.return?.()).catch(() => {})
  if (failed !== undefined) throw failed.error
}
