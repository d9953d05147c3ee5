import { InvalidEvent, show } from '@rivulet/core'

type Fields = Record<string, unknown>

/** So deep may data be nested: a ring would have no end. */
const MAX_DEPTH = 100

/**
 * A copy of plain data, deep enough that whoever gave it may use their arrays again: what waits must stay as it was. Only what a snapshot
 * can hold is plain; so it is found out at the door, and not hours later when the snapshot is taken.
 *
 * The own fields of the outermost object are taken whatever its class, as `{ ...event }` takes them.
 *
 * @param item - an event or a label
 * @throws InvalidEvent that names the field that is no plain data
 */
export function plainCopy<T extends object>(item: T): T {
  const copy: Fields = {}
  for (const field of Object.keys(item)) put(copy, field, copyOf((item as Fields)[field], field, 1, refuse))
  return copy as T
}

/** The same, but what is no plain data is passed on as it is: for what waits only in memory. */
export function looseCopy<T extends object>(item: T): T {
  const copy: Fields = {}
  for (const field of Object.keys(item)) put(copy, field, copyOf((item as Fields)[field], field, 1, pass))
  return copy as T
}

function copyOf(
  value: unknown,
  path: string,
  depth: number,
  strange: (value: unknown, path: string) => unknown,
): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return strange(value, path)
  if (typeof value !== 'object' || value === null) return value
  if (depth > MAX_DEPTH)
    throw new InvalidEvent(`${path.slice(0, 60)}… should be nested at most ${MAX_DEPTH} deep, but is deeper`)
  if (Array.isArray(value)) {
    if (value.every(isSimple)) return Object.isFrozen(value) ? value : value.slice()
    return value.map((of, i) => copyOf(of, `${path}[${i}]`, depth + 1, strange))
  }
  if (ArrayBuffer.isView(value))
    return value instanceof DataView ? strange(value, path) : (value as Float64Array).slice()
  if (value instanceof Date) return new Date(value)
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return strange(value, path)
  const copy: Fields = {}
  for (const key of Object.keys(value))
    put(copy, key, copyOf((value as Fields)[key], `${path}.${key}`, depth + 1, strange))
  return copy
}

/** Sets a field of whatever name: the one of `__proto__` would otherwise set something else. */
function put(copy: Fields, name: string, value: unknown): void {
  if (name !== '__proto__') copy[name] = value
  else Object.defineProperty(copy, name, { value, enumerable: true, writable: true, configurable: true })
}

function isSimple(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
}

function pass(value: unknown): unknown {
  return value
}

function refuse(value: unknown, path: string): never {
  throw new InvalidEvent(
    `${path} should be plain data (texts, numbers, booleans, dates, lists and objects of them), which a snapshot can hold, but is ${show(value)}`,
  )
}
