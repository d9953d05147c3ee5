import type { IncomingMessage } from 'node:http'

/** The content type of a request without its parameters, as `; charset=utf-8`. */
export function contentType({ headers }: Pick<IncomingMessage, 'headers'>): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}
