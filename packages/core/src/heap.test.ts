import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Heap } from './heap.ts'

test('gives out what it was given, sorted, in the midst of additions too', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer(), { nil: undefined })), (steps) => {
      const heap = new Heap<number>((a, b) => a < b)
      let list: number[] = []
      for (const step of steps) {
        if (step === undefined) {
          list.sort((a, b) => a - b)
          expect([heap.first, heap.take()]).toEqual([list[0], list[0]])
          list = list.slice(1)
        } else {
          heap.add(step)
          list.push(step)
        }
        expect(heap.size).toBe(list.length)
      }
      expect(heap.sorted()).toEqual(list.sort((a, b) => a - b))
    }),
  )
})
