import type { IncomingMessage, ServerResponse } from 'node:http'
import { Busy, type Inbox, TooMany } from '../streams/http/inbox.ts'
import type { BodyForm } from '../streams/http/records.ts'
import { readBody } from './body.ts'
import { contentType } from './contentType.ts'
import { answer, busy, CLOSE, HEADERS } from './respond.ts'

/** The longest body of events, in bytes. */
const LONGEST = 2 ** 20

/** Bodies that are read or kept at the same time; more are told to come again. */
const MOST = 16

/** The forms of a body of events by its content type. A form on another site can send none of them without the browser asking first. */
const FORMS: Readonly<Record<string, BodyForm>> = {
  'application/json': 'json',
  'application/x-ndjson': 'lines',
  'application/jsonl': 'lines',
}

/** Makes the function that takes bodies of events, and says what became of them. */
export function eventsTaker(): (
  request: IncomingMessage,
  response: ServerResponse,
  inbox: Pick<Inbox, 'receive'>,
) => Promise<void> {
  let open = 0
  return async (request, response, inbox) => {
    if (open >= MOST) return busy(response, 'Too many requests at once.')
    open++
    try {
      await take(request, response, inbox)
    } finally {
      open--
    }
  }
}

async function take(request: IncomingMessage, response: ServerResponse, inbox: Pick<Inbox, 'receive'>): Promise<void> {
  const form = FORMS[contentType(request)]
  if (form === undefined)
    return answer(response, 415, `Events have the content type ${Object.keys(FORMS).join(' or ')}.`, CLOSE)
  const body = await readBody(request, LONGEST)
  if (body === undefined) return answer(response, 413, `A body has at most ${LONGEST} bytes.`, CLOSE)
  try {
    const receipt = await inbox.receive(body, form)
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/json' }).end(`${JSON.stringify(receipt)}\n`)
  } catch (error) {
    if (error instanceof TooMany) return answer(response, 413, error.message)
    if (error instanceof Busy) return busy(response, error.message)
    throw error
  }
}
