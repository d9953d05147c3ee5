import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import sirv from 'sirv'
import { DIST } from './folders.ts'

/** Serves what was built to this machine alone, and opens it in the browser. */
export async function openSite(port: number): Promise<void> {
  const files = sirv(DIST, { dev: false, etag: true })
  const server = createServer((request, response) => files(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = `http://127.0.0.1:${port}/`
  console.log(`The site is at ${address}. Ctrl-C ends it.`)
  const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open'
  // Where there is no desktop the line above is enough.
  spawn(command, [address], { stdio: 'ignore', detached: true })
    .once('error', () => {})
    .unref()
}
