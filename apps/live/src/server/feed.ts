import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { constants, createGzip, type Gzip } from 'node:zlib'
import type { Hello, Tick } from '../messages.ts'
import { encodingFor } from './encoding.ts'

/** A client that has not read so many bytes is dropped: it connects again when it can, and is told everything anew. */
const BACKLOG = 2 ** 20

/** After so many milliseconds without a word, a comment keeps the connection alive. */
const SILENCE = 15_000

/** How many pages may listen; when one more comes, the one that has listened longest gives way, and connects again if it is still there. */
const MOST = 32

/**
 * Server-sent events for some pages. Each is told `hello` when it connects, also after a reload or a dropped
 * connection, and `tick` from then on; nothing is kept for a page that is away.
 */
export class Feed {
  readonly #hello: () => Hello
  /** The one that has listened longest comes first. */
  readonly #clients: Set<Client> = new Set()
  readonly #pulse: NodeJS.Timeout
  #last = ''

  constructor(hello: () => Hello) {
    this.#hello = hello
    this.#pulse = setInterval(() => this.#write(':\n\n'), SILENCE)
    this.#pulse.unref()
  }

  /** How many pages listen. */
  get clients(): number {
    return this.#clients.size
  }

  /** Answers a request with the feed. */
  send(request: IncomingMessage, response: ServerResponse, headers: OutgoingHttpHeaders): void {
    const zipped = encodingFor(request, ['gzip']) === 'gzip'
    const encoding = zipped ? { 'Content-Encoding': 'gzip' } : {}
    response.writeHead(200, { ...headers, ...encoding, Vary: 'Accept-Encoding', 'Content-Type': 'text/event-stream' })
    if (request.method === 'HEAD') {
      response.end()
      return
    }
    if (this.#clients.size >= MOST) this.yield()
    const client = new Client(response, zipped)
    this.#clients.add(client)
    response.on('close', () => {
      this.#clients.delete(client)
      client.close()
    })
    client.write(`retry: 1000\n${message('hello', this.#hello())}`)
  }

  /** Lets the client go that has listened longest; says whether there was one. */
  yield(): boolean {
    const [oldest] = this.#clients
    if (oldest === undefined) return false
    this.#clients.delete(oldest)
    oldest.close()
    return true
  }

  /** Tells every page everything anew. */
  greet(): void {
    if (this.#clients.size > 0) this.#write(message('hello', this.#hello()))
  }

  /** Tells every page, if there is news; makes nothing when there is no page. */
  tick(tick: () => Tick): void {
    if (this.#clients.size === 0) return
    const text = message('tick', tick())
    if (text !== this.#last) this.#write(text)
    this.#last = text
  }

  #write(text: string): void {
    for (const client of this.#clients) client.write(text)
  }
}

/** A page that listens: what it is told is compressed, if it can read that, and sent at once. */
class Client {
  readonly #response: ServerResponse
  readonly #zip: Gzip | undefined

  constructor(response: ServerResponse, zipped: boolean) {
    this.#response = response
    if (!zipped) return
    this.#zip = createGzip({ level: constants.Z_BEST_SPEED + 2, flush: constants.Z_SYNC_FLUSH })
    // Errors of a stream that was let go are nobody's business.
    this.#zip.on('error', () => {})
    this.#zip.pipe(response)
  }

  write(text: string): void {
    const zip = this.#zip
    if (zip === undefined) this.#response.write(text)
    else zip.write(text)
    const waiting = this.#response.writableLength + (zip === undefined ? 0 : zip.writableLength + zip.readableLength)
    if (waiting > BACKLOG) this.close()
  }

  close(): void {
    this.#zip?.destroy()
    this.#response.destroy()
  }
}

function message(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
