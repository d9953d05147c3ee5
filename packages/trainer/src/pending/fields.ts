import { InvalidEvent, show } from '@rivulet/core'
import { isKey, type Key } from './agingMap.ts'

/** The name of a field, or a function of the item. */
export type Field<C, V> = keyof C | ((item: C) => V)

/** Makes the function that reads the key of an object and refuses what is none. */
export function keyReader<C>(field: Field<C, Key>): (item: C) => Key {
  const read = reader<C>(field)
  return (item) => {
    const key = read(item)
    if (isKey(key)) return key
    throw new InvalidEvent(
      missing(field, 'key', key) ??
        `${named(field, 'key')} should be a string, a number or a boolean, but is ${show(key)}`,
    )
  }
}

/** Makes the function that reads the time of an object and refuses what is none. */
export function timeReader<C>(field: Field<C, number>): (item: C) => number {
  const read = reader<C>(field)
  return (item) => {
    const time = read(item)
    if (typeof time === 'number' && Number.isFinite(time)) return time
    throw new InvalidEvent(
      missing(field, 'time', time) ?? `${named(field, 'time')} should be a finite number, but is ${show(time)}`,
    )
  }
}

function reader<C>(field: Field<C, unknown>): (item: C) => unknown {
  return typeof field === 'function' ? field : (item) => item[field]
}

/** A field by its name, what a function reads by what it is for. */
function named(field: unknown, what: string): string {
  return typeof field === 'function' ? `the ${what}` : `${String(field)}, the ${what},`
}

function missing(field: unknown, what: string, value: unknown): string | undefined {
  if (value !== undefined && value !== null) return undefined
  return typeof field === 'function' ? `the ${what} is missing` : `${String(field)} is missing`
}
