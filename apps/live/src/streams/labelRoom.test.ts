import { SoftmaxRegression } from '@rivulet/models'
import { expect, test } from 'vitest'
import { labelRoom } from './labelRoom.ts'

test('what there is no room for is refused, and what is known is not, before and after a model is full', () => {
  const model = new SoftmaxRegression<number | string>({ labels: 'open', maxLabels: 3 })
  const problemOf = labelRoom(model, 3)
  for (const y of ['a', 1, '1']) {
    expect(problemOf(y)).toBeUndefined()
    model.learn([1], y)
  }
  expect(['a', 1, '1'].map(problemOf)).toEqual([undefined, undefined, undefined])
  expect(problemOf('b')).toBe(
    'the label should be one of the 3 that came first, for there is room for no more, but is "b"',
  )
  expect(() => model.learn([1], 'b')).toThrow()
})
