import { check, checkOptions, Random } from '@rivulet/core'

/** How examples are passed over. */
export interface EpochOptions {
  /** Equal seeds give equal orders: a whole number from 0 to 2³² − 1. */
  readonly seed: number
  /** B, how many examples a step takes, default 1; Infinity for all of them. */
  readonly batch?: number
  /** How many times all examples are passed over, default 1. */
  readonly epochs?: number
}

/**
 * Passes over examples again and again, every time in another order, and cuts each pass into minibatches.
 *
 * B = 1 is online learning, B = n batch gradient descent, between them lie minibatches; the last of an epoch holds what is left.
 * The order is shuffled with the seed; the examples given are not moved.
 *
 * @throws RangeError for an option that is not as it should be
 *
 * @example
 * ```ts
 * import { epochs, LogisticRegression } from '@rivulet/models'
 *
 * const examples = [-3, -2, -1, 1, 2, 3].map((x) => ({ x: [x], y: x > 0 ? 1 : 0 } as const))
 * const model = new LogisticRegression()
 * for (const batch of epochs(examples, { seed: 1, batch: 4, epochs: 5 })) model.learnMany(batch)
 * model.t // => 30
 * model.predict([2]).label // => 1
 * ```
 *
 * @see Bottou, Curtis & Nocedal (2018), Optimization Methods for Large-Scale Machine Learning
 */
export function epochs<T>(examples: readonly T[], options: EpochOptions): IterableIterator<T[]> {
  checkOptions<EpochOptions>('epochs', options, ['seed', 'batch', 'epochs'])
  const { seed, batch = 1, epochs: times = 1 } = options
  check(batch === Infinity || (Number.isInteger(batch) && batch >= 1), 'batch', 'a whole number ≥ 1', batch)
  check(times === Infinity || (Number.isInteger(times) && times >= 0), 'epochs', 'a whole number ≥ 0', times)
  return passes(examples, new Random(seed), batch, times)
}

function* passes<T>(examples: readonly T[], random: Random, batch: number, times: number): Generator<T[]> {
  for (let epoch = 0; epoch < times; epoch++) {
    const order = random.shuffle(examples)
    for (let start = 0; start < order.length; start += batch) yield order.slice(start, start + batch)
  }
}
