import { InvalidEvent, type Rejection } from '@rivulet/core'
import { streamSource } from '@rivulet/durable'
import { checkJson, exactNumbers, parseJson } from '@rivulet/formats'

/** How a body has its events: a JSON object or a list of them, or a JSON object a line. */
export type BodyForm = 'json' | 'lines'

/** An event of a body, or the beginning of what is none and why; `line` is its line, or its place in the list, from 1. */
export type BodyRecord = { readonly line: number } & (
  | { readonly event: unknown }
  | { readonly text: string; readonly problem: string }
)

/** How much of what is no event is kept. */
const SHOWN = 1000

/** The events of a body, one by one, each read once; blank lines are passed over. */
export async function* bodyRecords(body: Uint8Array, form: BodyForm): AsyncGenerator<BodyRecord> {
  if (form === 'lines') {
    const parse = parseJson()
    for await (const batch of streamSource(once(body), { parse: (text) => parse(exactNumbers(text)) }).readFrom()) {
      for (const entry of batch) {
        if ('event' in entry) yield { line: entry.at.line, event: entry.event }
        else
          yield { line: lineOf(entry.rejection), text: String(entry.rejection.event), problem: entry.rejection.reason }
      }
    }
    return
  }
  const text = (): string => new TextDecoder().decode(body)
  const whole = recordOf(
    1,
    () => JSON.parse(exactNumbers(new TextDecoder('utf-8', { fatal: true }).decode(body))),
    text,
  )
  if ('problem' in whole) {
    yield whole
    return
  }
  const check = checkJson()
  const events = Array.isArray(whole.event) ? whole.event : [whole.event]
  for (const [i, event] of events.entries()) {
    const checked = (): unknown => {
      check(event)
      return event
    }
    yield recordOf(i + 1, checked, () => jsonOf(event))
  }
}

function lineOf({ position }: Rejection): number {
  return (position as { readonly line: number }).line
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body
}

function recordOf(line: number, read: () => unknown, text: () => string): BodyRecord {
  try {
    return { line, event: read() }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InvalidEvent || error instanceof TypeError)
      return { line, text: text().slice(0, SHOWN), problem: error.message }
    throw error
  }
}

/** What is refused as people may see it. What nests deeper than the stack cannot be written, and is none of the events anyway. */
function jsonOf(event: unknown): string {
  try {
    return JSON.stringify(event)
  } catch {
    return ''
  }
}
