import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Heap } from './heap.ts'

test('elements come out in order, however pushes and pops are mixed', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer(), { nil: undefined })), (steps) => {
      const heap = new Heap<number>((a, b) => a < b)
      let sorted: number[] = []
      for (const step of steps) {
        if (step === undefined) {
          expect(heap.pop()).toBe(sorted[0])
          sorted = sorted.slice(1)
        } else {
          heap.push(step)
          sorted = [...sorted, step].sort((a, b) => a - b)
        }
        expect(heap.peek()).toBe(sorted[0])
        expect(heap.size).toBe(sorted.length)
      }
    }),
    { seed: 1 },
  )
})
