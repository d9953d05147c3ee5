import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Engine, Kernels } from './engine.ts'
import { findCommand } from './findEngine.ts'

/** What a browser is started with, before the address. */
const BROWSERS = [
  {
    name: 'chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    arguments: (folder: string): string[] => [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--user-data-dir=${folder}`,
    ],
  },
  {
    name: 'firefox',
    commands: ['firefox-esr', 'firefox'],
    arguments: (folder: string): string[] => ['--headless', '--no-remote', '--profile', folder],
  },
]

/** How long a browser may take, with all it computes. */
const PATIENCE = 120_000

/** The engines that are browsers: each opens a page on this machine whose policy allows WebAssembly, or refuses it. */
export const browsers: readonly Engine[] = BROWSERS.map(({ name, commands, arguments: before }) => ({
  name,
  install: `Debian: apt-get install ${commands[0]}`,
  find: () => commands.map((command) => findCommand(command)).find((path) => path !== undefined),
  async run(path, script, kernels, folder) {
    writeFileSync(join(folder, 'user.js'), 'user_pref("datareporting.policy.dataSubmissionEnabled", false);\n')
    const { address, answered, close } = await serve(script, kernels)
    const browser = spawn(path, [...before(folder), address], { stdio: 'ignore' })
    const gone = new Promise<never>((_, reject) => {
      browser.once('error', reject)
      browser.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it answered`)))
    })
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`${name} did not answer within ${PATIENCE} ms`)), PATIENCE).unref()
    })
    try {
      return await Promise.race([answered, gone, late])
    } finally {
      gone.catch(() => {})
      browser.kill('SIGKILL')
      close()
    }
  },
}))

/** A page with the script, under a strict policy, that sends back what the script says. */
async function serve(
  script: string,
  kernels: Kernels,
): Promise<{ address: string; answered: Promise<string>; close(): void }> {
  const files: Record<string, [type: string, body: string]> = {
    '/': [
      'text/html; charset=utf-8',
      '<!doctype html><script src="answer.js"></script><script src="program.js"></script>',
    ],
    '/answer.js': ['text/javascript', PAGE],
    '/program.js': ['text/javascript; charset=utf-8', script],
  }
  const allowed = kernels === 'simd' ? "'self' 'wasm-unsafe-eval'" : "'self'"
  let tell: (line: string) => void = () => {}
  const answered = new Promise<string>((resolve) => {
    tell = resolve
  })
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      let text = ''
      for await (const chunk of request.setEncoding('utf8')) text += chunk
      tell(text)
    }
    const [type, body] = files[request.url ?? ''] ?? ['text/plain', '']
    response.writeHead(200, {
      'content-type': type,
      'content-security-policy': `default-src 'self'; script-src ${allowed}`,
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/`, answered, close: () => server.closeAllConnections() ?? server.close() }
}

/** What stands in the page before the program: whoever it answers, and an error is an answer too. */
const PAGE = `
globalThis.answer = (body) => fetch('/answer', { method: 'POST', body })
addEventListener('error', ({ message }) => answer('the page said: ' + message))
`
