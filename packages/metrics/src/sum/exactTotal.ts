import { ExactSum } from './exactSum.ts'

/** The sum of numbers, rounded once, and so the same in whatever order they come. */
export function exactTotal(numbers: Iterable<number>): number {
  const sum = new ExactSum()
  for (const x of numbers) sum.add(x)
  return sum.value
}
