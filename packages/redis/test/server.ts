import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@redis/client'
import type { RedisClient } from '@rivulet/redis'

/** A server of Redis of its own, in a temporary folder, on a free port of this machine. */
export class Server {
  readonly #program: string
  readonly #folder = mkdtempSync(join(tmpdir(), 'rivulet-redis-'))
  #process: ChildProcess | undefined
  port = 0

  constructor(program: string) {
    this.#program = program
  }

  /** Starts it, or starts it again with what it has kept. */
  async start(): Promise<void> {
    this.port ||= await freePort()
    const kept = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '']
    const options = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.#folder, ...kept]
    this.#process = spawn(this.#program, options, { stdio: ['ignore', 'pipe', 'ignore'] })
    let said = ''
    for await (const text of this.#process.stdout?.setEncoding('utf8') ?? []) {
      said += text
      if (said.includes('Ready to accept connections')) break
    }
    this.#process.stdout?.resume()
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const ended = this.#process && once(this.#process, 'exit')
    this.#process?.kill('SIGKILL')
    await ended
  }

  /** Ends it for good. */
  async remove(): Promise<void> {
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** A connected client. */
  async client(): Promise<RedisClient & { destroy(): void }> {
    const client = createClient({ url: `redis://127.0.0.1:${this.port}` })
    client.on('error', () => {})
    await client.connect()
    return client as unknown as RedisClient & { destroy(): void }
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}
