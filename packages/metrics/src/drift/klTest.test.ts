import { Random } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { chiSquareQuantile } from './chiSquareQuantile.ts'
import { KlTest } from './index.ts'

describe('KlTest', () => {
  test('tells labels of all types apart, and takes rare ones together', () => {
    const random = new Random(6)
    const test = new KlTest()
    const draw = (p: number) =>
      random.next() < p ? 0 : random.next() < 0.5 ? '0' : random.next() < 0.98 ? false : `rare ${random.below(90)}`
    const answers = Array.from({ length: 20_000 }, (_, i) => test.update(draw(i < 10_000 ? 0.5 : 0.7)))
    expect(answers.indexOf('drift')).toBeGreaterThan(10_000)
    expect(answers.indexOf('drift')).toBeLessThan(10_600)
  })
  test('finds nothing where there is one class', () => {
    const test = new KlTest()
    expect(new Set(Array.from({ length: 2000 }, () => test.update('only')))).toEqual(new Set(['stable']))
  })
  // scipy 1.17.1: chi2.ppf
  test.each([
    [0.99, 1, 6.6348966],
    [0.999, 1, 10.827566],
    [0.999, 4, 18.466827],
    [0.999, 99, 148.23036],
  ])('the χ² quantile at %d for %d degrees is within 3.1 of 100', (p, degrees, exact) => {
    expect(Math.abs(chiSquareQuantile(p, degrees) / exact - 1)).toBeLessThan(0.031)
  })
})
