import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sirv from 'sirv'
import { DIST } from '../build/folders.ts'

/** The path below which the site is served: it must work from any. */
const BELOW = '/some/where'

/** What was built, behind a plain file server under a path. */
export async function served(): Promise<{ address: string; close(): void }> {
  const files = sirv(DIST, { dev: true })
  const server = createServer((request, response) => {
    if (request.url?.startsWith(BELOW) !== true) return response.writeHead(404).end()
    request.url = request.url.slice(BELOW.length)
    files(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}${BELOW}/`, close: () => server.closeAllConnections() ?? server.close() }
}
