import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Hello, Tick } from './messages.ts'

/** A client that has not read so many bytes is dropped: it connects again when it can, and is told everything anew. */
const BACKLOG = 2 ** 20

/** After so many milliseconds without a word, a comment keeps the connection alive. */
const SILENCE = 15_000

/**
 * Server-sent events for any number of pages. Each is told `hello` when it connects, also after a reload or a dropped
 * connection, and `tick` from then on; nothing is kept for a page that is away.
 */
export class Feed {
  readonly #hello: () => Hello
  readonly #clients: Set<ServerResponse> = new Set()
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
    response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream' })
    if (request.method === 'HEAD') {
      response.end()
      return
    }
    response.write(`retry: 1000\n${message('hello', this.#hello())}`)
    this.#clients.add(response)
    response.on('close', () => this.#clients.delete(response))
  }

  /** Tells every page, if there is news; makes nothing when there is no page. */
  tick(tick: () => Tick): void {
    if (this.#clients.size === 0) return
    const text = message('tick', tick())
    if (text !== this.#last) this.#write(text)
    this.#last = text
  }

  #write(text: string): void {
    for (const client of this.#clients) {
      client.write(text)
      if (client.writableLength > BACKLOG) client.destroy()
    }
  }
}

function message(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
