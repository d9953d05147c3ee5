import { InvalidEvent, show } from '@rivulet/core'

/**
 * Refuses what is no event at all, or lacks a field: `null`, a number, an object without `x`.
 *
 * @param event - anything
 * @param fields - the names of those that may be neither undefined nor null
 * @throws InvalidEvent
 */
export function requireFields(event: unknown, fields: readonly string[]): void {
  if (typeof event !== 'object' || event === null) {
    throw new InvalidEvent(`an event should be an object, but is ${show(event)}`)
  }
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as string
    const value = (event as Record<string, unknown>)[field]
    if (value === undefined || value === null) throw new InvalidEvent(`${field} is missing`)
  }
}
