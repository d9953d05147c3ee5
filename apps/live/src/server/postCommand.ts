import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from './body.ts'
import { contentType } from './contentType.ts'
import { answer, CLOSE, HEADERS } from './respond.ts'

/** The longest command, in bytes. */
const LONGEST = 1024

/**
 * Reads a command as JSON, and has it done. Its content type, which a form cannot send, makes a browser ask before another site sends one.
 *
 * @param obey - does it; throws a RangeError if it makes no sense
 */
export async function postCommand(
  request: IncomingMessage,
  response: ServerResponse,
  obey: (command: unknown) => void,
): Promise<void> {
  if (contentType(request) !== 'application/json') return answer(response, 415, 'A command is JSON.', CLOSE)
  const body = await readBody(request, LONGEST)
  if (body === undefined) return answer(response, 413, 'A command is short.', CLOSE)
  try {
    obey(JSON.parse(body.toString()))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return answer(response, 400, error.message)
    throw error
  }
  response.writeHead(204, HEADERS).end()
}
