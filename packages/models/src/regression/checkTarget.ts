import { InvalidEvent, type Quantity, show } from '@rivulet/core'
import { checkSaved } from '@rivulet/core/snapshot'
import type { Weights } from '../weights.ts'
import { LARGEST } from './targetLoss.ts'

/** As many steps of the longest length as there are whole numbers to count them. */
const HEAVIEST = LARGEST * 2 ** 53

/**
 * A target as a list of numbers, one for each output.
 *
 * @param outputs - how many a list has; a plain number if there is no count
 * @throws InvalidEvent for what is none
 */
export function targetOf(y: Quantity, outputs: number | undefined): readonly number[] {
  const numbers = listOf(y, outputs)
  if (numbers?.every((v) => typeof v === 'number' && Math.abs(v) <= LARGEST)) return numbers
  const expected = outputs === undefined ? 'a number' : `a list of ${outputs} numbers`
  throw new InvalidEvent(`y should be ${expected}, finite and at most 1e50 in magnitude, but is ${show(y)}`)
}

/**
 * What a ticket forecast, as a list of numbers.
 *
 * @throws InvalidEvent for what is no forecast of as many outputs
 */
export function saidBy(ticket: { readonly value: Quantity }, outputs: number | undefined): readonly number[] {
  const numbers = listOf(ticket?.value, outputs)
  if (numbers?.every((v) => typeof v === 'number' && Math.abs(v) <= 1e150)) return numbers
  throw new InvalidEvent(`ticket should have the value that was forecast, but has ${show(ticket?.value)}`)
}

function listOf(y: Quantity, outputs: number | undefined): readonly number[] | undefined {
  if (outputs === undefined) return typeof y === 'number' ? [y] : undefined
  return Array.isArray(y) && y.length === outputs ? y : undefined
}

/** Refuses saved weights that no steps have made, and whose scores might be no numbers. */
export function checkWeights(weights: Weights): void {
  for (let c = 0; c < weights.scores; c++) {
    for (const feature of [undefined, ...weights.features]) {
      const w = weights.weight(c, feature)
      checkSaved(Math.abs(w) <= HEAVIEST, 'a weight', `at most ${HEAVIEST} in magnitude`, w)
    }
  }
}
