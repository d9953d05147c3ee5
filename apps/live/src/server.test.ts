import { request } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Feed } from './feed.ts'
import type { Command, Hello, Tick } from './messages.ts'
import { type PageServer, servePage } from './server.ts'

const tick: Tick = {
  control: { speed: 1, paused: false, ended: false },
  newest: [],
  reliability: [],
  confusion: { labels: [], counts: [], came: [], hidden: 0 },
}
const hello = { about: {}, history: { points: [], stride: 1 }, tick } as unknown as Hello
const page = new Map([['/', { type: 'text/html; charset=utf-8', body: '<!doctype html>' }]])

let server: PageServer

async function serve(command: (command: Command) => void = () => {}): Promise<Feed> {
  const feed = new Feed(() => hello)
  server = await servePage(0, { page: async () => page, feed, command })
  return feed
}

afterEach(() => server.close())

/** Asks with any headers, as no browser would. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.url)
    const sent = request(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        let text = ''
        response.on('data', (chunk) => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode as number, text, headers: response.headers }))
      },
    )
    sent.on('error', reject)
    sent.end(options.body)
  })
}

describe('the server', () => {
  test('serves the page with a policy that allows no inline script', async () => {
    await serve()
    const { status, text, headers } = await ask('/')
    expect([status, text]).toEqual([200, '<!doctype html>'])
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';")
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test('has nothing but the page', async () => {
    await serve()
    for (const path of [
      '/package.json',
      '/../package.json',
      '/..%2f..%2fetc/passwd',
      '//etc/passwd',
      '/index.html/..',
    ]) {
      expect((await ask(path)).status).toBe(404)
    }
    expect((await ask('/', { method: 'POST' })).status).toBe(405)
  })

  test('refuses another host, and another origin', async () => {
    await serve()
    expect((await ask('/', { headers: { Host: 'example.com' } })).status).toBe(403)
    expect((await ask('/events', { headers: { Host: 'example.com' } })).status).toBe(403)
    expect((await ask('/', { headers: { Origin: 'http://example.com' } })).status).toBe(403)
    expect((await ask('/', { headers: { Origin: new URL(server.url).origin } })).status).toBe(200)
  })

  test('obeys commands that are short JSON, and no others', async () => {
    const commands: Command[] = []
    await serve((command) => {
      if (command.speed === 7) throw new RangeError('speed should be another')
      commands.push(command)
    })
    const headers = { 'Content-Type': 'application/json' }
    const post = async (body: string, as = headers): Promise<number> =>
      (await ask('/command', { method: 'POST', headers: as, body })).status
    expect(await post('{"paused":true}')).toBe(204)
    expect(commands).toEqual([{ paused: true }])
    expect(await post('{"speed":7}')).toBe(400)
    expect(await post('{')).toBe(400)
    expect(await post('{}', { 'Content-Type': 'text/plain' })).toBe(415)
    expect(await post(JSON.stringify('x'.repeat(2000)))).toBe(413)
    expect((await ask('/command')).status).toBe(405)
    expect(commands).toHaveLength(1)
  })
})

describe('the feed', () => {
  test('says hello to whoever connects, then ticks', async () => {
    const feed = await serve()
    const response = await fetch(`${server.url}events`)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (part: string): Promise<void> => {
      while (!text.includes(part)) text += (await reader.read()).value ?? ''
    }
    await until('event: hello')
    feed.tick(() => tick)
    await until(`event: tick\ndata: ${JSON.stringify(tick)}\n\n`)
    feed.tick(() => tick)
    const ended: Tick = { ...tick, control: { ...tick.control, ended: true } }
    feed.tick(() => ended)
    await until(`event: tick\ndata: ${JSON.stringify(ended)}\n\n`)
    // What is no news is not told again.
    expect(text.split('event: tick')).toHaveLength(3)
    await reader.cancel()
    await vi.waitUntil(() => feed.clients === 0)
  })

  test('drops a client that does not read', async () => {
    const feed = await serve()
    const sent = request(`${server.url}events`, (response) => response.pause())
    sent.on('error', () => {})
    sent.end()
    await vi.waitUntil(() => feed.clients === 1)
    const long = (id: number): Tick => ({ ...tick, newest: [{ id, text: 'x'.repeat(2 ** 18) }] }) as unknown as Tick
    for (let i = 0; i < 200 && feed.clients > 0; i++) {
      feed.tick(() => long(i))
      await new Promise((resolve) => setImmediate(resolve))
    }
    await vi.waitUntil(() => feed.clients === 0)
    sent.destroy()
  })
})
