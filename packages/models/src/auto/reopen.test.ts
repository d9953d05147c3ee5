import { Random, type Vector } from '@rivulet/core'
import { decode, encode, restore } from '@rivulet/core/snapshot'
import { describe, expect, test } from 'vitest'
import { AutoClassifier } from './autoClassifier.ts'

/** The rows of the experts: weights, and what their steps are divided by. */
const rows = (model: AutoClassifier<number>): Float64Array =>
  decode(encode(model)).child('table').array('rows') as Float64Array

/** How far one event moves them. */
function moved(model: AutoClassifier<number>, x: Vector, y: number): number {
  const before = rows(model)
  model.learn(x, y)
  return rows(model).reduce((sum, value, i) => sum + Math.abs(value - (before[i] as number)), 0)
}

describe.each([2, 3])('of %d classes', (K) => {
  const create = (): AutoClassifier<number> => new AutoClassifier({ labels: Array.from({ length: K }, (_, k) => k) })
  const copy = (model: AutoClassifier<number>): AutoClassifier<number> => {
    const other = create()
    restore(other, encode(model))
    return other
  }

  test.each([1, 2, 3])(
    're-opened, the experts themselves take a longer step, not the mixture alone; seed %d',
    (seed) => {
      const random = new Random(seed)
      const model = create()
      const event = (): { x: number[]; y: number } => {
        const y = random.below(K)
        return { x: [random.normal(), random.normal() + y, 1], y }
      }
      for (let t = 0; t < 1000; t++) {
        const { x, y } = event()
        model.learn(x, y)
      }
      const reopened = copy(model)
      reopened.reopen()
      const { x, y } = event()
      expect(moved(reopened, x, y)).toBeGreaterThan(1.5 * moved(model, x, y))
    },
  )
})
