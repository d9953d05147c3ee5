import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { boundConnections } from './connections.ts'
import type { Page } from './page.ts'
import { answer } from './respond.ts'
import { router, type ServedRuns } from './router.ts'

/** The page's server needs these. */
export interface ServerParts {
  /** Makes the page; called once, when it is first asked for. */
  readonly page: () => Promise<Page>
  readonly runs: ServedRuns
}

/** The page's server, listening. */
export interface PageServer {
  readonly url: string
  close(): void
}

/** Milliseconds for the headers of a request, and for all of it: who is slower is let go. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 1000 }

/** The port, unless another is asked for. */
const PORT = 8417

/**
 * Serves the page on 127.0.0.1.
 *
 * @param port - 0 for any free one; undefined for 8417, or any free one if that is taken
 * @param timeouts - how long a request may take, in milliseconds
 */
export async function servePage(
  port: number | undefined,
  { page: makePage, runs }: ServerParts,
  timeouts: Partial<typeof TIMEOUTS> = {},
): Promise<PageServer> {
  let page: Promise<Page> | undefined
  const handle = router(runs, () => {
    page ??= makePage()
    return page
  })
  const server = createServer({ ...TIMEOUTS, ...timeouts }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      // Who sends half a body and goes is no failure of ours.
      if (request.destroyed && !request.complete) return
      console.error(error)
      if (!response.headersSent) answer(response, 500, 'The server failed; its terminal says why.')
      else response.destroy()
    })
  })
  boundConnections(server, () => runs.giveWay())
  try {
    await listen(server, port ?? PORT)
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
