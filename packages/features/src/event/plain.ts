import { InvalidEvent } from '@rivulet/core'

/** True for `{}` of this realm or another and for objects without a prototype; not for a Date or an instance. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null
}

/**
 * Refuses an event that is no plain object.
 *
 * @throws InvalidEvent that says what it is
 */
export function checkPlain(event: unknown): asserts event is Record<string, unknown> {
  if (!isPlain(event)) throw new InvalidEvent(`an event should be a plain object, but is ${kind(event)}`)
}

/** The kind of a value, for a message. */
export function kind(value: unknown): string {
  return value === null ? 'null' : Object.prototype.toString.call(value).slice(8, -1)
}
