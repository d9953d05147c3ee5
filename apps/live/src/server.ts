import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody } from './body.ts'
import type { Feed } from './feed.ts'
import type { Command } from './messages.ts'
import type { Page } from './page.ts'
import { Busy, type Inbox, TooMany } from './streams/http/inbox.ts'
import type { BodyForm } from './streams/http/records.ts'

/** The page's server needs these. */
export interface ServerParts {
  /** Makes the page; called once, when it is first asked for. */
  readonly page: () => Promise<Page>
  readonly feed: Feed
  /** Does what the page asks for; throws a RangeError if that makes no sense. */
  readonly command: (command: Command) => void
  /** Takes events, if the stream is made of them. */
  readonly inbox?: Pick<Inbox, 'receive'> | undefined
}

/** The page's server, listening. */
export interface PageServer {
  readonly url: string
  close(): void
}

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

const LONGEST_COMMAND = 1024

/** The longest body of events, in bytes. */
const LONGEST_BODY = 2 ** 20

/** Bodies that are read or kept at the same time; more are told to come again. */
const MOST_BODIES = 16

/** The forms of a body of events by its content type. A form on another site can send none of them without the browser asking first. */
const FORMS: Readonly<Record<string, BodyForm>> = {
  'application/json': 'json',
  'application/x-ndjson': 'lines',
  'application/jsonl': 'lines',
}

/** Milliseconds for the headers of a request, and for all of it: who is slower is let go. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 1000 }

/**
 * Serves the page on 127.0.0.1: its files, which are a list in memory; `GET /events`, the feed; `POST /command`.
 * A request whose Host is not this server, or whose Origin is another site, is refused, so that no website that the
 * browser has open can read or steer it.
 *
 * @param port - 0 for any free one; undefined for 8417, or any free one if that is taken
 * @param timeouts - how long a request may take, in milliseconds
 */
export async function servePage(
  port: number | undefined,
  parts: ServerParts,
  timeouts: Partial<typeof TIMEOUTS> = {},
): Promise<PageServer> {
  let page: Promise<Page> | undefined
  const getPage = (): Promise<Page> => {
    page ??= parts.page()
    return page
  }
  const bodies = { open: 0 }
  const server = createServer({ ...TIMEOUTS, ...timeouts }, (request, response) => {
    handle(request, response, { ...parts, page: getPage }, bodies).catch((error: unknown) => {
      // Who sends half a body and goes is no failure of ours.
      if (request.destroyed && !request.complete) return
      console.error(error)
      if (!response.headersSent) answer(response, 500, 'The server failed; its terminal says why.')
      else response.destroy()
    })
  })
  server.maxConnections = 100
  try {
    await listen(server, port ?? 8417)
  } catch (error) {
    if (port !== undefined || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    await listen(server, 0)
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  parts: ServerParts,
  bodies: { open: number },
): Promise<void> {
  const { port } = request.socket.address() as AddressInfo
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const { host, origin } = request.headers
  if (host === undefined || !hosts.includes(host))
    return answer(response, 403, 'This server answers to 127.0.0.1 only.')
  if (origin !== undefined && !hosts.includes(origin.replace(/^http:\/\//, '')))
    return answer(response, 403, 'Other sites are refused.')
  const path = (request.url ?? '/').split('?')[0] as string
  if (path === '/command') {
    if (request.method !== 'POST') return answer(response, 405, 'POST a command.', { Allow: 'POST' })
    return obey(request, response, parts.command)
  }
  if (path === '/events' && request.method === 'POST' && parts.inbox !== undefined) {
    if (bodies.open >= MOST_BODIES) return busy(response, 'Too many requests at once.')
    bodies.open++
    try {
      return await receive(request, response, parts.inbox)
    } finally {
      bodies.open--
    }
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return answer(response, 405, 'GET it.', { Allow: 'GET, HEAD' })
  if (path === '/events') return parts.feed.send(request, response, HEADERS)
  const file = (await parts.page()).get(path)
  if (file === undefined) return answer(response, 404, 'There is nothing here.')
  response.writeHead(200, { ...HEADERS, 'Content-Type': file.type })
  response.end(request.method === 'HEAD' ? undefined : file.body)
}

/** Reads a command as JSON. Its content type, which a form cannot send, makes a browser ask before another site sends one. */
async function obey(
  request: IncomingMessage,
  response: ServerResponse,
  command: (command: Command) => void,
): Promise<void> {
  if (request.headers['content-type'] !== 'application/json') return answer(response, 415, 'A command is JSON.')
  const body = await readBody(request, LONGEST_COMMAND)
  if (body === undefined) return answer(response, 413, 'A command is short.', { Connection: 'close' })
  try {
    command(JSON.parse(body.toString()) as Command)
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return answer(response, 400, error.message)
    throw error
  }
  response.writeHead(204, HEADERS).end()
}

/** Takes events, and says what became of them. */
async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  inbox: Pick<Inbox, 'receive'>,
): Promise<void> {
  const form = FORMS[(request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '']
  if (form === undefined)
    return answer(response, 415, `Events have the content type ${Object.keys(FORMS).join(' or ')}.`, CLOSE)
  const body = await readBody(request, LONGEST_BODY)
  if (body === undefined) return answer(response, 413, `A body has at most ${LONGEST_BODY} bytes.`, CLOSE)
  try {
    const receipt = await inbox.receive(body, form)
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/json' }).end(`${JSON.stringify(receipt)}\n`)
  } catch (error) {
    if (error instanceof TooMany) return answer(response, 413, error.message)
    if (error instanceof Busy) return busy(response, error.message)
    throw error
  }
}

const CLOSE = { Connection: 'close' }

function busy(response: ServerResponse, why: string): void {
  answer(response, 503, why, { ...CLOSE, 'Retry-After': '5' })
}

function answer(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...HEADERS, ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}
