import type { Label } from '@rivulet/core'
import { InvalidEvent } from '@rivulet/core'

/** An event as the command reads it: the fields that are features, and the label. */
export interface Row {
  readonly fields: object
  readonly y: Label
}

/**
 * Takes the label out of an event.
 *
 * @throws InvalidEvent if the event is no object, or its label is missing or none
 */
export function toRow(event: unknown, label: string): Row {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new InvalidEvent('an event should be an object of fields')
  }
  if (!Object.hasOwn(event, label)) throw new InvalidEvent(`the label ${JSON.stringify(label)} is missing`)
  const { [label]: y, ...fields } = event as Record<string, unknown>
  if (y === null || y === undefined) throw new InvalidEvent(`the label ${JSON.stringify(label)} is missing`)
  if (typeof y === 'object')
    throw new InvalidEvent(`the label ${JSON.stringify(label)} should be a text, a number or a boolean`)
  return { fields, y: y as Label }
}
