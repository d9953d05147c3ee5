import { describe, expect, test } from 'vitest'
import { APART, changeAt, exampleAt, GRADUAL } from './world.ts'

/** The share of events from `from` on, up to `to`, whose answer is what w · x + b says. */
function rightBy([wa, wb, bias]: readonly [number, number, number], from: number, to: number): number {
  let right = 0
  for (let n = from; n < to; n++) {
    const [a, b, y] = exampleAt(1, n)
    if (wa * a + wb * b + bias > 0 === (y === 'yes')) right++
  }
  return right / (to - from)
}

const A = [1, 1, 0] as const
const B = [1, -1, -0.7] as const
const C = [-1, -1, 0.5] as const

describe('the world', () => {
  test('changes at the events that it names, and nowhere else', () => {
    expect(changeAt(APART - 1)).toBeUndefined()
    expect(changeAt(APART)).toEqual({ from: APART, to: APART, kind: 'abrupt' })
    expect(changeAt(2 * APART + 1)).toEqual({ from: 2 * APART, to: 2 * APART + GRADUAL, kind: 'gradual' })
    expect(changeAt(3 * APART)?.kind).toBe('recurring')
    expect(changeAt(4 * APART)?.kind).toBe('abrupt')
    for (let n = 0; n < 10 * APART; n += 7) expect(changeAt(n)?.from ?? 0).toBe(n - (n % APART))
  })

  test.each([
    ['A', A, 0],
    ['B', B, 1],
    ['C', C, 2],
    ['A again', A, 3],
  ])('is %s in its turn, which is right about 89 of 100 events', (_, concept, turn) => {
    const from = turn * APART + (turn === 2 ? GRADUAL : 0)
    expect(rightBy(concept, from, (turn + 1) * APART)).toBeCloseTo(0.89, 1)
  })

  test('goes from B to C little by little', () => {
    const shares = [0, 1, 2, 3].map((quarter) => {
      const from = 2 * APART + (quarter * GRADUAL) / 4
      return rightBy(C, from, from + GRADUAL / 4) - rightBy(B, from, from + GRADUAL / 4)
    })
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
    expect(shares[0]).toBeLessThan(-0.2)
    expect(shares[3]).toBeGreaterThan(0.2)
  })

  test('is the same for the same seed, wherever it is read from, and another for another', () => {
    const events = (seed: number, from: number): unknown[] =>
      Array.from({ length: 50 }, (_, i) => exampleAt(seed, from + i))
    expect(events(1, 10).slice(10)).toEqual(events(1, 20).slice(0, 40))
    expect(events(1, 0)).not.toEqual(events(2, 0))
  })
})
