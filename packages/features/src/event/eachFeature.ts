import { InvalidEvent } from '@rivulet/core'
import { limitOf, MAGNITUDE } from '../magnitude.ts'
import { checkPlain, isPlain, kind } from './plain.ts'

/** Is shown the features of an event one by one. */
export interface FeatureVisitor {
  /** A feature that is there: its name is `key=value`, its value 1. */
  category(key: string, value: string): void
  /** A feature with an amount, not 0 and at most 1e100 in magnitude: its name is `key`. */
  quantity(key: string, value: number): void
}

/** Names longer than this are not remembered, so that one text cannot fill the memory. */
export const longestName = 256

const deepest = 8

/**
 * Names the features of a plain event, as `Field` says: the one place that gives an event its meaning.
 *
 * @param event - a plain object, objects within nested at most 8 deep
 * @param visitor - is called in the order of the keys; it may have been called when an error is thrown
 * @throws InvalidEvent for NaN, ±Infinity, numbers above 1e100 in magnitude, and anything that is not a Field
 */
export function eachFeature(event: unknown, visitor: FeatureVisitor): void {
  checkPlain(event)
  visit(event, '', visitor, 1)
}

function visit(record: Record<string, unknown>, path: string, visitor: FeatureVisitor, depth: number): void {
  for (const own of Object.keys(record)) {
    const value = record[own]
    const key = path === '' ? own : path + own
    if (typeof value === 'string') visitor.category(key, value)
    else if (typeof value === 'number') {
      // Here the field's name is known; a model could only say which number of x it is.
      if (!(Math.abs(value) <= MAGNITUDE)) {
        throw new InvalidEvent(`${short(key)} should be ${limitOf(value)}, but is ${value}`)
      }
      if (value !== 0) visitor.quantity(key, value)
    } else if (typeof value === 'boolean') visitor.category(key, value ? 'true' : 'false')
    else if (Array.isArray(value)) visitBag(value, key, visitor)
    else if (isPlain(value)) {
      if (depth === deepest) throw new InvalidEvent(`${short(key)} should be nested at most ${deepest} deep`)
      visit(value, `${key}.`, visitor, depth + 1)
    } else if (value !== null && value !== undefined) {
      const expected = 'a text, a number, a boolean, a list of texts or a plain object'
      throw new InvalidEvent(`${short(key)} should be ${expected}, but is ${kind(value)}`)
    }
  }
}

function visitBag(bag: readonly unknown[], key: string, visitor: FeatureVisitor): void {
  for (const value of bag) {
    if (typeof value === 'string') visitor.category(key, value)
    else if (value !== null && value !== undefined) {
      throw new InvalidEvent(`${short(key)} should be a list of texts, but has ${kind(value)} in it`)
    }
  }
}

function short(key: string): string {
  return key.length <= 80 ? key : `${key.slice(0, 80)}…`
}
