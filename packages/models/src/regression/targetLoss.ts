import { isSparse, type Vector } from '@rivulet/core'
import { squaredLoss } from '@rivulet/optim'
import type { ScoringLoss } from '../scoring.ts'

/** The largest magnitude of features, targets, and of one step of a weight: squares and sums of products of those stay finite. */
export const LARGEST = 1e50

/** What an example of a batch pulls its scores to, and how hard it may at most. */
export interface Pull {
  readonly y: readonly number[]
  readonly most: number
}

/**
 * How hard an example may pull: no weight moves by more than 1e50.
 *
 * Squared error pulls without bound, other than the losses of classes, and with a step size that is too large every step is longer than
 * the one before. Short of this bound it is never felt; at it, weights and forecasts stay numbers.
 */
export function mostPull(x: Vector, rate: number): number {
  let reach = 1
  const values = isSparse(x) ? x.values : x
  for (let j = 0; j < values.length; j++) reach = Math.max(reach, Math.abs(values[j] as number))
  return LARGEST / (reach * Math.max(1, rate))
}

/**
 * The squared error of several outputs from the targets of a batch: ℓ(z, b) = ½ Σ_c (z_c − y_bc)².
 *
 * To the scores of a linear model a target is what a class index is to those of a classifier: the number of the example in its batch.
 */
export class TargetLoss implements ScoringLoss {
  readonly name: string = squaredLoss.name
  readonly flow: NonNullable<ScoringLoss['flow']> = squaredLoss.flow as NonNullable<ScoringLoss['flow']>
  /** The batch that is learned. */
  batch: readonly Pull[] = []

  scores(outputs: number): number {
    return outputs
  }

  value(z: ArrayLike<number>, b: number): number {
    return squaredError(z, (this.batch[b] as Pull).y)
  }

  gradient(z: ArrayLike<number>, b: number, into: number[] | Float64Array): void {
    const { y, most } = this.batch[b] as Pull
    for (let c = 0; c < y.length; c++) {
      into[c] = Math.max(-most, Math.min((z[c] as number) - (y[c] as number), most))
    }
  }
}

/** ½ Σ_c (z_c − y_c)². */
export function squaredError(z: ArrayLike<number>, y: readonly number[]): number {
  let sum = 0
  for (let c = 0; c < y.length; c++) {
    const error = (z[c] as number) - (y[c] as number)
    sum += error * error
  }
  return sum / 2
}
