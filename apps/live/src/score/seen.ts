import type { Seen } from '../messages.ts'
import { isRecord } from '../savedJson.ts'

/** Whether a value of JSON is an event as the table of the newest shows it. */
export function isSeen(value: unknown): value is Seen {
  if (!isRecord(value)) return false
  const { id, text, image, predicted, probability, truth, late } = value
  const figures =
    Number.isSafeInteger(id) && Number.isFinite(late) && Number(probability) >= 0 && Number(probability) <= 1
  const texts = [text, predicted, truth].every((one) => typeof one === 'string')
  return figures && typeof probability === 'number' && texts && (image === undefined || isImage(image))
}

function isImage(value: unknown): boolean {
  return isRecord(value) && Number.isSafeInteger(value['width']) && typeof value['pixels'] === 'string'
}
