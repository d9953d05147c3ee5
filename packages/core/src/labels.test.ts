import { describe, expect, expectTypeOf, test } from 'vitest'
import { InvalidEvent } from './invalidEvent.ts'
import { Labels } from './labels.ts'
import type { Label } from './vocabulary.ts'

describe('Labels', () => {
  test('0, "0" and false are three labels; −0 is 0', () => {
    const labels = new Labels<Label>('open')
    for (const y of [0, '0', false, -0, 'ünï😀']) labels.admit(y)
    expect(labels.list).toEqual([0, '0', false, 'ünï😀'])
  })
  test('a held list keeps as it was', () => {
    const labels = new Labels<string>('open')
    labels.admit('a')
    const held = labels.list
    expect(labels.list).toBe(held)
    labels.admit('b')
    expect([held, labels.list]).toEqual([['a'], ['a', 'b']])
  })
  test('a closed list admits only its own', () => {
    const labels = new Labels(['ham', 'spam'])
    expect(labels.admit('spam')).toBe(1)
    expect(() => labels.admit('eggs' as never)).toThrow(InvalidEvent)
    expect(() => labels.check('eggs' as never)).toThrow('y should be one of ["ham", "spam"], but is "eggs"')
    expectTypeOf(labels.list).toEqualTypeOf<readonly ('ham' | 'spam')[]>()
  })
  test('an open list is capped, and what is no label is refused', () => {
    const labels = new Labels<Label>('open', { maxLabels: 2 })
    labels.admit('a')
    labels.admit('b')
    expect(() => labels.admit('c')).toThrow(
      'y should be one of the 2 labels already known (the option maxLabels), but is "c"',
    )
    for (const y of [Number.NaN, Infinity, null, undefined, {}])
      expect(() => new Labels<Label>('open').admit(y as Label)).toThrow(InvalidEvent)
    expect(labels.size).toBe(2)
  })
  test('a declaration that is none is refused', () => {
    expect(() => new Labels([])).toThrow('labels should be at least one')
    expect(() => new Labels([1, 1])).toThrow('labels should be distinct, but is [1, 1]')
    expect(() => new Labels([Number.NaN])).toThrow(RangeError)
    expect(() => new Labels('shut' as never)).toThrow(RangeError)
  })
})
