import { delay, map, mergeMap, of, take } from 'rxjs'
import { expect, test } from 'vitest'
import { toStep } from './toStep.ts'

test('what comes of an event is emitted before the step returns, to whom the step was called for', () => {
  const step = toStep<number, number>((events$) => events$.pipe(mergeMap((n) => (n === 2 ? of(20, 21) : of(n)))))
  const seen: [string, number][] = []
  step(1, (n) => seen.push(['first', n]))
  step(2, (n) => seen.push(['second', n]))
  expect(seen).toEqual([
    ['first', 1],
    ['second', 20],
    ['second', 21],
  ])
})

test('an error of the operators is thrown by the step, and by every later one', () => {
  const step = toStep<number, number>((events$) =>
    events$.pipe(
      map((n) => {
        if (n === 2) throw new TypeError('a bug')
        return n
      }),
    ),
  )
  step(1, () => {})
  expect(() => step(2, () => {})).toThrow(new TypeError('a bug'))
  expect(() => step(3, () => {})).toThrow(new TypeError('a bug'))
})

test('operators that have completed take no more', () => {
  const step = toStep<number, number>(take(1))
  const seen: number[] = []
  for (const n of [1, 2]) step(n, (outcome) => seen.push(outcome))
  expect(seen).toEqual([1])
})

test('operators that emit later are found out', async () => {
  const listeners = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  const error = new Promise((resolve) => process.once('uncaughtException', resolve))
  toStep<number, number>(delay(0))(1, () => {})
  expect(await error).toEqual(new Error('a step should emit at once, but its operators emitted later'))
  for (const listener of listeners) process.on('uncaughtException', listener)
})

test('what the receiver of an outcome throws reaches the caller, at once and from then on', () => {
  const learned: number[] = []
  const step = toStep<number, number>(
    map((n) => {
      learned.push(n)
      return n
    }),
  )
  const full = () => {
    throw new Error('no space left on device')
  }
  expect(() => step(1, full)).toThrow('no space left on device')
  // What was learned by half must not be saved as if it were whole.
  expect(() => step(2, () => {})).toThrow('no space left on device')
  expect(learned).toEqual([1])
})
