import { ConfusionMatrix } from '@rivulet/metrics'
import { expect, test } from 'vitest'
import { confusionOf } from './confusion.ts'

test('classes are in order, the most frequent are shown, and a row counts what is in no column', () => {
  const matrix = new ConfusionMatrix()
  const count = (y: number, label: number): void => matrix.update(y, { label, labels: [label], probabilities: [1] })
  for (let i = 0; i < 5; i++) count(10, 10)
  for (let i = 0; i < 4; i++) count(9, 10)
  count(9, 3)
  expect(confusionOf(matrix, 2)).toEqual({
    labels: ['9', '10'],
    counts: [
      [0, 4],
      [0, 5],
    ],
    came: [5, 5],
    hidden: 1,
  })
})
