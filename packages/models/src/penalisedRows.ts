import type { SnapshotReader } from '@rivulet/core'
import { checkSaved } from '@rivulet/core/snapshot'
import type { FeatureTable, Gathered } from '@rivulet/core/table'
import type { ElasticNet } from '@rivulet/optim'

/** Rows of weights under penalties, each with the penalty's mark of when it was last moved; that of the bias is exempt. */
export class PenalisedRows {
  readonly penalty: ElasticNet
  readonly #table: FeatureTable
  readonly #event: Gathered
  /** Where the features begin among the inputs of an event, after the bias if there is one. */
  readonly #start: number

  /**
   * @param table - the rows, whose marks are the penalty's
   * @param bias - whether row 0 is that of a bias
   */
  constructor(table: FeatureTable, event: Gathered, penalty: ElasticNet, bias: boolean) {
    this.#table = table
    this.#event = event
    this.penalty = penalty
    this.#start = bias ? 1 : 0
  }

  /** What a weight of the row at a place has become since the row was last moved. */
  read(at: number, w: number): number {
    this.penalty.since(this.#table.values, at)
    return this.penalty.shrink(w)
  }

  /** The scores of the event, at what the weights have become. */
  score(z: Float64Array): void {
    const [rows, penalty, K] = [this.#table.values, this.penalty, z.length]
    const { values, places, n } = this.#event
    const { first } = this.#table
    for (let k = 0; k < K; k++) z[k] = 0 + (rows[first + k] as number)
    for (let j = this.#start; j < n; j++) {
      const at = places[j] as number
      const x = values[j] as number
      penalty.since(rows, at)
      for (let k = 0; k < K; k++) (z[k] as number) += penalty.shrink(rows[at + first + k] as number) * x
    }
  }

  /** Sets the event's weights to what they have become. */
  settle(): void {
    const penalty = this.penalty
    this.#each((rows, at, first, end) => {
      penalty.since(rows, at)
      for (let i = first; i < end; i++) rows[i] = penalty.shrink(rows[i] as number)
      penalty.settled(rows, at)
    })
  }

  /** Sets the weights of the row at a place to what they have become; those of a row that is fresh are 0, whatever its mark. */
  settleRow(at: number, fresh: boolean): void {
    const { values: rows, scores, first } = this.#table
    if (!fresh) {
      this.penalty.since(rows, at)
      for (let k = 0; k < scores; k++) rows[at + first + k] = this.penalty.shrink(rows[at + first + k] as number)
    }
    this.penalty.settled(rows, at)
  }

  /** Multiplies the event's rows by the last charge's factor, unless an event of the same batch has done so. */
  decay(): void {
    const penalty = this.penalty
    this.#each((rows, at, first, end) => {
      if (penalty.decays(rows, at)) for (let i = first; i < end; i++) (rows[i] as number) *= penalty.decay
      penalty.moved(rows, at)
    })
  }

  /** Takes the saved penalty; the rows have been loaded, and their marks must be its. */
  load(from: SnapshotReader): void {
    this.penalty.load(from)
    for (const at of this.#table.places) {
      if (at > 0) checkSaved(this.penalty.knows(this.#table.values, at), 'marks', "such as the penalty's", at)
    }
  }

  #each(visit: (rows: Float64Array, at: number, first: number, end: number) => void): void {
    const { values, scores, first } = this.#table
    const { places, n } = this.#event
    for (let j = this.#start; j < n; j++) {
      const at = places[j] as number
      visit(values, at, at + first, at + first + scores)
    }
  }
}
