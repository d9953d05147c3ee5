import type { IncomingMessage, ServerResponse } from 'node:http'
import { encodingFor } from './encoding.ts'
import type { PageFile } from './page.ts'
import { HEADERS } from './respond.ts'

/** A year, in seconds. */
const YEAR = 31_536_000

/** Sends a file of the page, compressed, and only if the browser does not have it. */
export function sendFile(request: IncomingMessage, response: ServerResponse, file: PageFile): void {
  const headers = {
    ...HEADERS,
    ETag: file.tag,
    Vary: 'Accept-Encoding',
    'Cache-Control': file.lasting ? `private, max-age=${YEAR}, immutable` : 'no-cache',
  }
  if (request.headers['if-none-match'] === file.tag) {
    response.writeHead(304, headers).end()
    return
  }
  const encoding = encodingFor(request, ['br', 'gzip'])
  const body = file.compressed.get(encoding) ?? file.body
  response.writeHead(200, {
    ...headers,
    'Content-Type': file.type,
    ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
