import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Heap } from './heap.ts'

test('items come out by time, and then in the order of their pushes, however pushes and pops are mixed', () => {
  const step = fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined, freq: 3 })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const heap = new Heap<{ time: number }>()
      let sorted: { time: number }[] = []
      for (const time of steps) {
        if (time === undefined) {
          expect(heap.pop()).toBe(sorted[0])
          sorted = sorted.slice(1)
        } else {
          const item = { time }
          heap.push(item, time)
          sorted = [...sorted, item].sort((a, b) => a.time - b.time)
        }
        expect(heap.time).toBe(sorted[0]?.time ?? Infinity)
        expect(heap.size).toBe(sorted.length)
      }
    }),
  )
})
