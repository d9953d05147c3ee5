import { InvalidEvent, type Label } from '@rivulet/core'

/** The fields of an event, and its label. */
export interface Labelled {
  readonly fields: object
  readonly y: Label
}

/**
 * Takes the label out of an event.
 *
 * @param event - what a line says
 * @param label - the field that is the label
 * @throws InvalidEvent if it is no object, or has no label
 */
export function labelled(event: unknown, label: string): Labelled {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new InvalidEvent('an event should be a JSON object')
  }
  // Own fields alone: every object has a constructor.
  const y = Object.hasOwn(event, label) ? (event as Record<string, unknown>)[label] : undefined
  if (y === undefined || y === null) throw new InvalidEvent(`the label ${JSON.stringify(label)} is missing`)
  if (typeof y === 'object') {
    throw new InvalidEvent(`the label ${JSON.stringify(label)} should be a text, a number or a boolean`)
  }
  const { [label]: _, ...fields } = event as Record<string, unknown>
  return { fields, y: y as Label }
}
