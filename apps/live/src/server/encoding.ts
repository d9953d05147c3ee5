import type { IncomingMessage } from 'node:http'

/** How an answer may be written: as Brotli or gzip wrote it, or as it is. */
export type Encoding = 'br' | 'gzip' | 'identity'

/** The first of some encodings that a request accepts; `identity` if it accepts none of them. */
export function encodingFor({ headers }: Pick<IncomingMessage, 'headers'>, offered: readonly Encoding[]): Encoding {
  const accepted = String(headers['accept-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*q\s*=\s*/))
    .filter(([, q]) => q === undefined || Number(q) > 0)
    .map(([name]) => name)
  return offered.find((encoding) => accepted.includes(encoding)) ?? 'identity'
}
