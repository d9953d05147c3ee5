import { expect, test } from 'vitest'
import { scheduleOf, schedules } from './schedules.ts'

test.each([...schedules, 'sgd-sqrt'])('%s begins where its name says', (name) => {
  expect(scheduleOf(`${name}@5`)?.(0)).toBe(5)
  expect(scheduleOf(`${name}@.25`)?.(0)).toBe(0.25)
})

test('without a number it begins at 0.1, but for the one that is a contender by that name', () => {
  for (const name of schedules) expect(scheduleOf(name)?.(0)).toBe(0.1)
  expect(scheduleOf('sgd-sqrt')).toBeUndefined()
})

test('schedules are what they are called', () => {
  expect(scheduleOf('sgd-1/t@8')?.(3)).toBe(2)
  expect(scheduleOf('sgd-sqrt@8')?.(3)).toBe(4)
  expect(scheduleOf('sgd-constant@8')?.(3)).toBe(8)
})

test.each(['sgd', 'sgd-1/t@', 'sgd-1/t@x', 'sgd-1/t@-1', 'sgd-1/t@1@2', 'auto@1', '@1', ''])(
  '%j asks for none',
  (name) => {
    expect(scheduleOf(name)).toBeUndefined()
  },
)
