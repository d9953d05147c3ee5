import { InvalidEvent, type Label } from '@rivulet/core'

/** The fields of a JSON line, and its label. */
export interface LabelledFields {
  readonly fields: object
  readonly y: Label
}

/**
 * Reads a JSON line and takes its label out.
 *
 * @throws InvalidEvent for what is not JSON, not an object, or has no label
 */
export function parseEvent(text: string, label: string): LabelledFields {
  const event = parse(text)
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new InvalidEvent('an event should be a JSON object')
  }
  const { [label]: y, ...fields } = event as Record<string, unknown>
  if (y === undefined || y === null) throw new InvalidEvent(`the label ${JSON.stringify(label)} is missing`)
  if (typeof y === 'object')
    throw new InvalidEvent(`the label ${JSON.stringify(label)} should be a text, a number or a boolean`)
  return { fields, y: y as Label }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidEvent('the line is not JSON')
  }
}
