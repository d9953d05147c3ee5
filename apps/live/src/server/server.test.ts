import { type IncomingMessage, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Hello, Tick } from '../messages.ts'
import { oneRun } from '../testing/oneRun.ts'
import { Feed } from './feed.ts'
import { type Page, pageFile } from './page.ts'
import { type PageServer, servePage } from './server.ts'

const tick: Tick = {
  control: { speed: 1, paused: false, ended: false },
  newest: [],
  reliability: [],
  confusion: { labels: [], counts: [], came: [], hidden: 0 },
}
const hello = { about: {}, history: { points: { columns: {}, mixture: [] }, stride: 1 }, tick } as unknown as Hello
const TEMPLATE = '<!doctype html><body data-stream="{{stream}}"><h1>{{question}}</h1>{{streams}}{{models}}{{unknown}}'
const SCRIPT = 'console.log("what is long enough to be worth compressing")\n'.repeat(100)
const page: Page = new Map([
  ['/index.html', await pageFile('index.html', TEMPLATE)],
  ['/assets/main-1.js', await pageFile('assets/main-1.js', SCRIPT)],
])

let server: PageServer

async function serve(obey: (command: unknown) => void = () => {}): Promise<Feed> {
  const feed = new Feed(() => hello)
  server = await servePage(0, { page: async () => page, runs: oneRun({ feed, obey }) })
  return feed
}

afterEach(() => server.close())

/** Asks with any headers, as no browser would. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; text: string; headers: IncomingMessage['headers'] }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.url)
    const sent = request(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () => {
          const whole = Buffer.concat(chunks)
          const { statusCode: status = 0, headers } = response
          const text = String(headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole)
          resolve({ status, text, headers })
        })
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
    expect(status).toBe(200)
    expect(text).toContain('<body data-stream="digits"><h1>Which digit is this?</h1>')
    expect(text).toContain('<a href="./?stream=digits" aria-current="page">Digits</a>')
    expect(text).toContain('<a href="./?stream=plane">Points &lt;of a plane&gt;</a>')
    expect(text).toContain('<a href="./?stream=digits&amp;model=sgd">plain SGD</a>')
    expect((await ask('/?stream=tides')).status).toBe(404)
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

  test('sends what is large compressed, and what a browser has not again', async () => {
    await serve()
    const zipped = await ask('/assets/main-1.js', { headers: { 'Accept-Encoding': 'gzip;q=0.8, identity' } })
    expect([zipped.status, zipped.text, zipped.headers['content-encoding']]).toEqual([200, SCRIPT, 'gzip'])
    expect(zipped.headers['cache-control']).toContain('immutable')
    const plain = await ask('/assets/main-1.js', { headers: { 'Accept-Encoding': 'gzip;q=0' } })
    expect([plain.text, plain.headers['content-encoding']]).toEqual([SCRIPT, undefined])
    const again = await ask('/assets/main-1.js', { headers: { 'If-None-Match': String(plain.headers.etag) } })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  test('obeys commands that are short JSON, with parameters or without, and no others', async () => {
    const commands: unknown[] = []
    await serve((command) => {
      if (command === null || Object.hasOwn(Object(command), 'speed')) throw new RangeError('speed should be another')
      commands.push(command)
    })
    const post = async (body: string, type = 'application/json'): Promise<number> =>
      (await ask('/command', { method: 'POST', headers: { 'Content-Type': type }, body })).status
    expect(await post('{"paused":true}')).toBe(204)
    expect(await post('{"paused":false}', 'Application/JSON; charset=utf-8')).toBe(204)
    expect(commands).toEqual([{ paused: true }, { paused: false }])
    expect(await post('{"speed":7}')).toBe(400)
    expect(await post('null')).toBe(400)
    expect(await post('{')).toBe(400)
    expect(await post('{}', 'text/plain')).toBe(415)
    expect(await post(JSON.stringify('x'.repeat(2000)))).toBe(413)
    expect((await ask('/command')).status).toBe(405)
    expect(commands).toHaveLength(2)
  })

  test('tells why, and gives the model, if there is something to tell', async () => {
    const why = (id: number) => (id === -7 ? ({ answer: 'late' } as never) : undefined)
    const copy = () => Buffer.from('{}\nbytes')
    server = await servePage(0, { page: async () => page, runs: oneRun({ why, copy }) })
    expect(JSON.parse((await ask('/why?id=-7')).text)).toEqual({ answer: 'late' })
    for (const id of ['8', '', 'x', '7e3', '__proto__']) expect((await ask(`/why?id=${id}`)).status).toBe(404)
    expect((await ask('/model')).text).toBe('{}\nbytes')
    server.close()
    await serve()
    expect((await ask('/model')).status).toBe(413)
  })

  test('leads to the texts of the guide, and to no others', async () => {
    await serve()
    expect((await ask('/guide/README.md')).text).toMatch(/^# Rivulet\n/)
    for (const path of ['/guide/', '/guide/LICENSE', '/guide/../README.md', '/guide/constructor'])
      expect((await ask(path)).status).toBe(404)
  })
})

describe('connections', () => {
  const sockets: Socket[] = []
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy()
  })
  /** Opens a connection, sends something, and gives the first that is answered, or an empty text if it is closed. */
  const open = (text: string): { answer: Promise<string>; socket: Socket } => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    sockets.push(socket)
    socket.on('error', () => {})
    const answer = new Promise<string>((resolve) => {
      socket.once('data', (chunk) => resolve(String(chunk)))
      socket.once('close', () => resolve(''))
    })
    socket.write(text)
    return { answer, socket }
  }
  const listen = (): { answer: Promise<string>; socket: Socket } =>
    open(`GET /events HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\n\r\n`)

  test('a hundred pages that listen, and a hundred that say nothing, keep nobody out', async () => {
    const feed = await serve()
    for (let i = 0; i < 100; i++) expect(await listen().answer).toContain('HTTP/1.1 200')
    expect(feed.clients).toBeLessThanOrEqual(32)
    expect((await ask('/')).status).toBe(200)
    for (let i = 0; i < 150; i++) open('')
    expect((await ask('/')).status).toBe(200)
    expect(await listen().answer).toContain('HTTP/1.1 200')
  })

  test('when all are at work, one more is told to come again', async () => {
    await serve()
    const post = `POST /command HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\nContent-Type: application/json\r\nContent-Length: 20\r\nExpect: 100-continue\r\n\r\n`
    for (let i = 0; i < 100; i++) expect(await open(post).answer).toContain('HTTP/1.1 100')
    const { status, text, headers } = await ask('/')
    expect([status, text, headers['retry-after']]).toEqual([503, 'Too many connections at once; come again.\n', '5'])
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
