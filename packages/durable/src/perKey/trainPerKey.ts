import { check, InvalidEvent, type Stateful, show } from '@rivulet/core'
import type { Json } from '@rivulet/core/snapshot'
import { type Trained, type TrainOptions, trainDurably } from '../drive/trainDurably.ts'
import type { SnapshotStore } from '../store/store.ts'
import { KeyedModels } from './keyedModels.ts'
import type { Shelf } from './shelf.ts'

/** What training of a model per key needs. */
export interface PerKeyOptions<E, P extends Json, O, S extends Stateful>
  extends Omit<TrainOptions<E, P, O>, 'state' | 'step'> {
  /** Whose event it is: a tenant, a device. What is no text refuses the event. */
  readonly key: (event: E) => string
  /** Builds the model of a key, empty. */
  readonly create: (key: string) => S
  /** Learns from one event, as the step of `trainDurably`; the model is the key's, and should not be kept. */
  readonly step: (model: S, event: E, emit: (outcome: O) => void, key: string) => void | Promise<void>
  /** How many models are in memory, an integer ≥ 1. */
  readonly maxModels: number
  /** Where the others are. */
  readonly shelf: Shelf
}

/** How training of a model per key ended. */
export interface TrainedPerKey<P extends Json> extends Trained<P> {
  /** How many keys there were. */
  readonly keys: number
}

/**
 * Trains one model for each key, thousands of them: those that were used last are in memory, the others on a shelf, and come back when their key
 * does. A snapshot has the models in memory and says where the others are; so each event is learned exactly once, and after any crash the
 * bytes are the same, as with {@link trainDurably}, whose options these are. Memory is that of `maxModels` models, and about 100 bytes a key.
 *
 * @throws RangeError if `maxModels` is no integer ≥ 1
 * @throws Error as `trainDurably` does, and if the shelf takes or has no models any more
 *
 * @example
 * ```ts
 * import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
 * import { arraySource, memoryShelf, memoryStore, trainPerKey } from '@rivulet/durable'
 *
 * class Sum {
 *   total = 0
 *   save(to: SnapshotWriter): void { to.array('total', [this.total]) }
 *   load(from: SnapshotReader): void { this.total = from.array('total')[0]! }
 * }
 * type Sale = { readonly shop: string; readonly amount: number }
 * const source = arraySource<Sale>([{ shop: 'a', amount: 1 }, { shop: 'b', amount: 2 }, { shop: 'a', amount: 3 }])
 * const totals: number[] = []
 * const { keys } = await trainPerKey<Sale, number, number, Sum>({
 *   source,
 *   key: ({ shop }) => shop,
 *   create: () => new Sum(),
 *   step: (sum, { amount }, emit) => { emit((sum.total += amount)) },
 *   maxModels: 1,
 *   shelf: memoryShelf(),
 *   store: memoryStore(),
 *   every: 1000,
 *   onOutcomes: (batch) => { for (const { outcome } of batch) totals.push(outcome) },
 * })
 * totals // => [1, 2, 4]
 * keys // => 2
 * ```
 */
export async function trainPerKey<E, P extends Json, O = never, S extends Stateful = Stateful>(
  options: PerKeyOptions<E, P, O, S>,
): Promise<TrainedPerKey<P>> {
  const { key: keyOf, create, step, maxModels, shelf, ...rest } = options
  check(Number.isInteger(maxModels) && maxModels >= 1, 'maxModels', 'an integer ≥ 1', maxModels)
  const models = new KeyedModels<S>({ create, maxModels, shelf })
  const trained = await trainDurably<E, P, O>({
    ...rest,
    state: models,
    store: shelved(options.store, shelf, models),
    step(event, emit) {
      const key = keyOf(event)
      if (typeof key !== 'string') throw new InvalidEvent(`the key should be a text, but is ${show(key)}`)
      return models.take(key, (model) => step(model, event, emit, key))
    },
  })
  return { ...trained, keys: models.sizes.all }
}

/** A store whose snapshots are written when all that they refer to is on the shelf, and behind which the shelf forgets. */
function shelved(store: SnapshotStore, shelf: Shelf, models: KeyedModels<Stateful>): SnapshotStore {
  /** When the snapshots that are kept were taken, oldest first. */
  const kept: number[] = []
  return {
    keep: store.keep,
    list: () => store.list(),
    async open() {
      const opened = await store.open()
      return {
        epoch: opened.epoch,
        check: () => opened.check(),
        close: () => opened.close(),
        async write(bytes, count) {
          const at = models.savedAt
          await shelf.flush()
          await opened.write(bytes, count)
          kept.push(at)
          if (kept.length > store.keep) kept.shift()
          if (kept.length === store.keep) await models.forget(kept[0] as number)
        },
      }
    },
  }
}
