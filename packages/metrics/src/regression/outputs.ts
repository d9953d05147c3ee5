import { check, type Quantity } from '@rivulet/core'

/** How a baseline of quantities is made. */
export interface QuantityBaselineOptions {
  /** How many outputs there are; without it targets are numbers, not lists. */
  readonly outputs?: number
}

/** A quantity of so many outputs, each 0: what is said before anything is known, as an untrained linear regression says it. */
export function zeros<Y extends Quantity>({ outputs }: QuantityBaselineOptions): Y {
  if (outputs === undefined) return 0 as Quantity as Y
  check(Number.isInteger(outputs) && outputs >= 1, 'outputs', 'a whole number ≥ 1', outputs)
  return Object.freeze(new Array<number>(outputs).fill(0)) as Quantity as Y
}
