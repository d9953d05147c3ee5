import { InvalidEvent } from '@rivulet/core'
import { checkJson, parseJson, readRecords } from '@rivulet/durable'

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
    for await (const batch of readRecords(once(body))) {
      for (const { line, text, problem } of batch) {
        if (problem === undefined)
          yield recordOf(
            line,
            () => parse(text),
            () => text,
          )
        else yield { line, text: text.slice(0, SHOWN), problem }
      }
    }
    return
  }
  const text = (): string => new TextDecoder().decode(body)
  const whole = recordOf(1, () => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)), text)
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
