import type { Shelf } from './shelf.ts'

/**
 * A shelf in memory, for tests and for trying things out: it does not survive the process, and saves no memory.
 *
 * @example
 * ```ts
 * import { memoryShelf } from '@rivulet/durable'
 *
 * const shelf = memoryShelf()
 * await shelf.put(7, Uint8Array.of(1))
 * shelf.numbers() // => [7]
 * ```
 */
export function memoryShelf(): Shelf {
  const all = new Map<number, Uint8Array>()
  return {
    put: (number, bytes) => void all.set(number, bytes),
    async get(number) {
      const bytes = all.get(number)
      if (bytes === undefined) throw new Error(`the shelf has no ${number}`)
      return bytes
    },
    flush: async () => {},
    numbers: () => [...all.keys()],
    async remove(numbers) {
      for (const number of numbers) all.delete(number)
    },
  }
}
