import { InvalidEvent, show } from '@rivulet/core'

/**
 * Refuses what is no text, as a field that is missing in one event.
 *
 * @throws InvalidEvent that shows it
 */
export function checkText(text: unknown): asserts text is string {
  if (typeof text !== 'string') throw new InvalidEvent(`a text should be a string, but is ${show(text)}`)
}
