import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Run } from '../run/run.ts'
import type { Choice } from '../run/runs.ts'
import { guide, sampleCode } from './guide.ts'
import { indexHtml } from './indexHtml.ts'
import type { Page } from './page.ts'
import { postCommand } from './postCommand.ts'
import { eventsTaker } from './postEvents.ts'
import { answer, HEADERS, send } from './respond.ts'
import { sendFile } from './sendFile.ts'

/** A run as the server needs it. */
export type ServedRun = Pick<Run, 'subject' | 'about' | 'feed' | 'obey' | 'inbox' | 'why' | 'copy'>

/** The runs that are served. */
export interface ServedRuns {
  /** That of a stream and a model; undefined if there is none such. */
  find(stream: string | null, model: string | null): ServedRun | undefined
  /** What a page may choose. */
  choices(): readonly Choice[]
  /** Lets a page go that listens; says whether there was one. */
  giveWay(): boolean
}

/**
 * Makes the function that answers requests: the files of the page, which are a list in memory; and for the run that `?stream=…&model=…` names,
 * `GET /events`, the feed, `POST /events`, `POST /command`, `GET /why?id=…` and `GET /model`.
 * A request whose Host is not this server, or whose Origin is another site, is refused, so that no website that the
 * browser has open can read or steer it.
 */
export function router(
  runs: ServedRuns,
  getPage: () => Promise<Page>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const takeEvents = eventsTaker()
  return async (request, response) => {
    const problem = strangerOf(request)
    if (problem !== undefined) return answer(response, 403, problem)
    const { pathname: path, searchParams: query } = targetOf(request)
    const run = runs.find(query.get('stream'), query.get('model'))
    if (run === undefined) return answer(response, 404, 'There is no such stream.')
    const { method } = request
    if (path === '/command') {
      if (method !== 'POST') return answer(response, 405, 'POST a command.', { Allow: 'POST' })
      return postCommand(request, response, (command) => run.obey(command))
    }
    if (path === '/events' && method === 'POST' && run.inbox !== undefined)
      return takeEvents(request, response, run.inbox)
    if (method !== 'GET' && method !== 'HEAD') return answer(response, 405, 'GET it.', { Allow: 'GET, HEAD' })
    if (path === '/events') return run.feed.send(request, response, HEADERS)
    if (path === '/why') return sendWhy(request, response, run, query.get('id'))
    if (path === '/model') return sendCopy(request, response, run)
    const text = await guide(path)
    if (text !== undefined) return send(request, response, 'text/plain; charset=utf-8', text)
    const page = await getPage()
    const index = page.get('/index.html')
    if (path === '/' && index !== undefined)
      return send(request, response, index.type, indexHtml(String(index.body), run, runs.choices(), await sampleCode()))
    const file = path === '/index.html' ? undefined : page.get(path)
    if (file === undefined) return answer(response, 404, 'There is nothing here.')
    sendFile(request, response, file)
  }
}

/** Why a request is from somebody who has no business here, if it is. */
function strangerOf({ socket, headers: { host, origin } }: IncomingMessage): string | undefined {
  const { port } = socket.address() as AddressInfo
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (host === undefined || !hosts.includes(host)) return 'This server answers to 127.0.0.1 only.'
  if (origin !== undefined && !hosts.includes(origin.replace(/^http:\/\//, ''))) return 'Other sites are refused.'
  return undefined
}

/** Where a request goes. What is no address leads nowhere. */
function targetOf({ url = '/' }: IncomingMessage): { pathname: string; searchParams: URLSearchParams } {
  const [path = '/', query = ''] = url.split('?')
  return { pathname: path, searchParams: new URLSearchParams(query) }
}

function sendWhy(request: IncomingMessage, response: ServerResponse, run: ServedRun, id: string | null): void {
  const found = id === null || !/^-?\d+$/.test(id) ? undefined : run.why(Number(id))
  if (found === undefined) answer(response, 404, 'This event is no longer among the newest.')
  else send(request, response, 'application/json', JSON.stringify(found))
}

function sendCopy(request: IncomingMessage, response: ServerResponse, run: ServedRun): void {
  const copy = run.copy()
  if (copy === undefined) {
    answer(response, 413, 'This model is too large to be followed in a page.')
    return
  }
  response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/octet-stream', 'Content-Length': copy.length })
  response.end(request.method === 'HEAD' ? undefined : copy)
}
