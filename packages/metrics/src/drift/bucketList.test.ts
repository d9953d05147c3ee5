import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BucketList } from './bucketList.ts'

describe('BucketList', () => {
  test('holds the newest numbers, whatever was dropped', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant('drop' as const)), { maxLength: 300 }),
        (steps) => {
          const list = new BucketList()
          let kept: number[] = []
          for (const step of steps) {
            if (step === 'drop') {
              list.drop()
              kept = kept.slice(kept.length - list.totals().n)
            } else {
              list.add(step)
              kept.push(step)
            }
            const sum = kept.reduce((a, b) => a + b, 0)
            const squares = kept.reduce((a, b) => a + b * b, 0)
            expect(list.totals()).toEqual({ n: kept.length, sum, squares })
          }
        },
      ),
    )
  })
  test('takes O(log n) buckets', () => {
    const list = new BucketList()
    for (let i = 0; i < 100_000; i++) list.add(1)
    let buckets = 0
    list.each(() => ++buckets > 0)
    expect(buckets).toBeLessThanOrEqual(5 * 17)
  })
})
