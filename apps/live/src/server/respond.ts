import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { encodingFor } from './encoding.ts'

/** What every answer says. */
export const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

/** Closes the connection after the answer. */
export const CLOSE: Readonly<Record<string, string>> = { Connection: 'close' }

/** Answers with a line of text. */
export function answer(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...HEADERS, ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}

/** Asks to come again. */
export function busy(response: ServerResponse, why: string): void {
  answer(response, 503, why, { ...CLOSE, 'Retry-After': '5' })
}

/** Answers with something that was made for this request; compressed, if it can be and may be. */
export function send(request: IncomingMessage, response: ServerResponse, type: string, body: string): void {
  const zipped = encodingFor(request, ['gzip']) === 'gzip'
  const encoding = zipped ? { 'Content-Encoding': 'gzip' } : {}
  response.writeHead(200, { ...HEADERS, ...encoding, Vary: 'Accept-Encoding', 'Content-Type': type })
  if (request.method === 'HEAD') response.end()
  else response.end(zipped ? gzipSync(body) : body)
}
