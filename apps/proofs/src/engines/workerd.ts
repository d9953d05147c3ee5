import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { WITHOUT_WEBASSEMBLY } from './bundle.ts'
import type { Engine } from './engine.ts'
import { findCommand } from './findEngine.ts'

/** How often it is asked whether it answers already, and how many times. */
const PAUSE = 100
const TRIES = 600

/** The engine of edge workers: the script runs as a worker starts, and the worker answers with what it said. */
export const workerd: Engine = {
  name: 'workerd',
  install: 'npm run engines',
  find: () => findCommand('workerd'),
  async run(path, script, kernels, folder) {
    const before = kernels === 'plain' ? WITHOUT_WEBASSEMBLY : ''
    const worker = `let line\nglobalThis.answer = (said) => { line = said }\n${before}${script}\nexport default { fetch: () => new Response(line) }\n`
    const port = await freePort()
    writeFileSync(join(folder, 'worker.js'), worker)
    writeFileSync(join(folder, 'config.capnp'), configuration(port))
    const server = spawn(path, ['serve', 'config.capnp'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    try {
      for (let i = 0; i < TRIES && server.exitCode === null; i++) {
        const response = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
        if (response !== undefined) return await response.text()
        await new Promise((resolve) => setTimeout(resolve, PAUSE))
      }
      throw new Error(`workerd did not answer: ${said}`)
    } finally {
      server.kill('SIGKILL')
    }
  },
}

function configuration(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (modules = [(name = "worker.js", esModule = embed "worker.js")], compatibilityDate = "2026-01-01"))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`
}

/** A port of this machine that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}
