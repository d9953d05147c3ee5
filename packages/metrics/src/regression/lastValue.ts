import type { Forecast, Quantity, SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { between, readArray } from '@rivulet/core/snapshot'
import { numbersOf } from './numbersOf.ts'
import type { QuantityForecaster } from './quantityForecaster.ts'

/** Says that the quantity stays what it was: the last one known, 0 before the first. */
export class LastValue<Y extends Quantity> implements QuantityForecaster<Y> {
  readonly name: string = 'lastValue'
  #last: Y

  /** @param first - what it says before anything is known */
  constructor(first: Y) {
    this.#last = first
  }

  /** The last value. */
  forecast(): Forecast<Y> {
    return { value: this.#last }
  }

  /** Takes it for the last one, whatever its weight. */
  learn(y: Y): void {
    numbersOf(y, 'y', numbersOf(this.#last, 'y').length)
    this.#last = typeof y === 'number' ? y : (Object.freeze([...(y as readonly number[])]) as Quantity as Y)
  }

  /** Writes the last value. */
  save(to: SnapshotWriter): void {
    to.array('last', numbersOf(this.#last, 'y'))
  }

  /** Restores it. */
  load(from: SnapshotReader): void {
    const length = numbersOf(this.#last, 'y').length
    const last = [...readArray(from, 'last', 'F64', length, between(-1e100, 1e100))]
    this.#last = (typeof this.#last === 'number' ? last[0] : Object.freeze(last)) as Y
  }
}
