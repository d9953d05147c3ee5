import { isSparse } from '../vector/isSparse.ts'
import type { Vector } from '../vocabulary.ts'

/** A deep copy of an example: of arrays, typed arrays and plain objects. */
export function clone<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) return (value as unknown as Float64Array).slice() as T
  if (Array.isArray(value)) return value.map(clone) as T
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, clone(v)])) as T
}

/** Whether two examples are deeply the same, −0 and 0 told apart. */
export function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return Object.is(a, b)
  const [keysA, keysB] = [Object.keys(a), Object.keys(b)]
  if (keysA.length !== keysB.length) return false
  return keysA.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}

/** Destroys an example in place: every number becomes NaN, every string and boolean null. */
export function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  const record = value as Record<string, unknown>
  for (const key of Object.keys(record)) {
    if (typeof record[key] === 'object') spoil(record[key])
    else record[key] = typeof record[key] === 'number' ? Number.NaN : null
  }
}

/** The same event with its features in another order: a vector reversed, an object with its keys reversed. */
export function reorder<X>(x: X): X {
  if (typeof x !== 'object' || x === null) return x
  if (!isVector(x)) return Object.fromEntries(Object.entries(x).reverse()) as X
  if (!isSparse(x)) return Array.from(x).reverse() as X
  const last = 4095
  const indices = Array.from(x.indices, (i) => last - i).reverse()
  return { indices, values: Array.from(x.values).reverse() } as X
}

/** Whether an event is a vector, and not an object of fields. */
export function isVector(x: unknown): x is Vector {
  if (typeof x !== 'object' || x === null) return false
  return Array.isArray(x) || ArrayBuffer.isView(x) || ('indices' in x && 'values' in x)
}
