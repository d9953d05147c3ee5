import { InvalidEvent } from '@rivulet/core'
import { readRecords } from '@rivulet/durable'

/** How a body has its events: a JSON object or a list of them, or a JSON object a line. */
export type BodyForm = 'json' | 'lines'

/** An event of a body as text, or the beginning of what is none; `line` is its line, or its place in the list, from 1. */
export interface BodyRecord {
  readonly line: number
  readonly text: string
  readonly problem?: string
}

/** The events of a body, one by one; blank lines are passed over. */
export async function* bodyRecords(body: Uint8Array, form: BodyForm): AsyncGenerator<BodyRecord> {
  if (form === 'lines') {
    for await (const batch of readRecords(once(body))) yield* batch
    return
  }
  let whole: unknown
  const text = new TextDecoder().decode(body)
  try {
    whole = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (error) {
    yield { line: 1, text: text.slice(0, 1000), problem: (error as Error).message }
    return
  }
  if (!Array.isArray(whole)) {
    yield { line: 1, text }
    return
  }
  for (const [i, event] of whole.entries()) yield { line: i + 1, ...textOf(event) }
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body
}

function textOf(event: unknown): Omit<BodyRecord, 'line'> {
  try {
    return { text: JSON.stringify(event, finite) }
  } catch (error) {
    // JSON that is read is written again, but for numbers that are too large and for what nests deeper than the stack.
    const problem = error instanceof InvalidEvent ? error.message : 'an event should nest less deep'
    return { text: '', problem }
  }
}

/** A number that is too large is read as Infinity, and would be written as null. */
function finite(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new InvalidEvent('numbers should be finite')
  return value
}
