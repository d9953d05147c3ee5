import { mkdtemp } from 'node:fs/promises'
import { type RequestOptions, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '@rivulet/core'
import { type Disk, disk } from '@rivulet/durable'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type PageServer, servePage } from '../../server/server.ts'
import { oneRun } from '../../testing/oneRun.ts'
import { fieldsLearner } from '../fieldsLearner.ts'
import { fieldsReader } from '../labelledEvents.ts'
import { door } from './door.ts'
import { Busy, Inbox } from './inbox.ts'

let server: PageServer
let inbox: Inbox
const sockets: Socket[] = []

function newInbox(): Inbox {
  const read = fieldsReader('clicked')
  return new Inbox(read, door(read, fieldsLearner('auto').model))
}

function serve(timeouts = {}): Promise<PageServer> {
  return servePage(0, { page: async () => new Map(), runs: oneRun({ inbox }) }, timeouts)
}

beforeEach(async () => {
  inbox = newInbox()
  await inbox.open(await mkdtemp(join(tmpdir(), 'rivulet-')))
  server = await serve()
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  server.close()
  await inbox.close()
})

interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Record<string, unknown>
}

function post(body: string | Buffer, options: RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/x-ndjson', ...options.headers }
    const sent = request(`${server.url}events`, { method: 'POST', agent: false, ...options, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode as number, text, headers: response.headers }))
    })
    sent.on('error', reject).end(body)
  })
}

/** Speaks to the server byte by byte, as no client library would; gives what it answered when the connection is closed. */
function raw(...pieces: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    sockets.push(socket)
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
    for (const piece of pieces) socket.write(piece)
  })
}

/** Node's file system, which takes half of what is written, and then no more, whenever it is full. */
function fullAtTimes(isFull: () => boolean): Disk {
  return {
    mkdir: (path) => disk.mkdir(path),
    readdir: (path) => disk.readdir(path),
    stat: (path) => disk.stat(path),
    rename: (from, to) => disk.rename(from, to),
    rm: (path, how) => disk.rm(path, how),
    async open(path, flags) {
      const file = await disk.open(path, flags)
      return {
        read: (...at) => file.read(...at),
        stat: () => file.stat(),
        truncate: (length) => file.truncate(length),
        sync: () => file.sync(),
        close: () => file.close(),
        async appendFile(bytes) {
          if (!isFull()) return file.appendFile(bytes)
          await file.appendFile(bytes.subarray(0, bytes.length >> 1))
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
        },
      }
    },
  }
}

const host = (): string => new URL(server.url).host

async function learned(count: number): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const batch of inbox.readFrom()) {
    for (const item of batch) {
      if ('event' in item) all.push([item.event.fields, item.event.y])
      else all.push('lost' in item ? item.lost : item.rejection.reason)
    }
    if (all.length >= count) return all
  }
  return all
}

describe('POST /events', () => {
  test('takes JSON lines, and says which are none and why; what was accepted can be read', async () => {
    const { status, text } = await post('{"page":"a","clicked":true}\n\nnonsense\n{"page":"b"}\n{"n":1,"clicked":0}')
    expect(status).toBe(200)
    expect(JSON.parse(text)).toEqual({
      accepted: 2,
      rejected: [
        { line: 3, reason: expect.stringContaining('JSON') },
        { line: 4, reason: 'the label "clicked" is missing' },
      ],
    })
    expect(await learned(4)).toEqual([
      [{ page: 'a' }, true],
      expect.stringContaining('JSON'),
      'the label "clicked" is missing',
      [{ n: 1 }, 0],
    ])
  })

  test.each([
    ['one object', '{\n"page": "a",\n"clicked": 1}', { accepted: 1, rejected: [] }],
    ['a list', '[{"clicked":1},{"clicked":2}]', { accepted: 2, rejected: [] }],
    ['an empty list', '[]', { accepted: 0, rejected: [] }],
    [
      'a list with others',
      '[{"clicked":1},[],7,{"clicked":{}}]',
      { accepted: 1, rejected: [{ line: 2 }, { line: 3 }, { line: 4 }] },
    ],
    ['a number that is too large', '[{"clicked":1,"n":1e999}]', { accepted: 0, rejected: [{ line: 1 }] }],
    ['a key that is a trap', '{"clicked":1,"__proto__":{"a":1}}', { accepted: 0, rejected: [{ line: 1 }] }],
    ['no JSON', '{"clicked":', { accepted: 0, rejected: [{ line: 1 }] }],
    [
      'what nests deep',
      `[{"clicked":1,"a":${'['.repeat(40)}${']'.repeat(40)}}]`,
      { accepted: 0, rejected: [{ line: 1 }] },
    ],
    [
      'what nests deeper than the stack',
      `${'['.repeat(400_000)}${']'.repeat(400_000)}`,
      { accepted: 0, rejected: [{ line: 1 }] },
    ],
  ])('a JSON body: %s', async (_, body, receipt) => {
    const { status, text } = await post(body, { headers: { 'Content-Type': 'application/json; charset=utf-8' } })
    expect(status).toBe(200)
    expect(JSON.parse(text)).toMatchObject(receipt)
  })

  test('refuses other types, hosts, origins and methods', async () => {
    const event = '{"clicked":1}'
    expect((await post(event, { headers: { 'Content-Type': 'text/plain' } })).status).toBe(415)
    expect((await post(event, { headers: { Host: 'example.com' } })).status).toBe(403)
    expect((await post(event, { headers: { Origin: 'http://example.com' } })).status).toBe(403)
    expect((await post(event, { headers: { Origin: 'null' } })).status).toBe(403)
    expect((await post(event, { method: 'PUT' })).status).toBe(405)
    expect((await post(event)).status).toBe(200)
  })

  test('refuses a body that is too long, told beforehand or not, and one of too many events', async () => {
    const head = `POST /events HTTP/1.1\r\nHost: ${host()}\r\nContent-Type: application/x-ndjson\r\n`
    expect(await raw(`${head}Content-Length: 1048577\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 .*Connection: close/s)
    const chunk = `10000\r\n${'x'.repeat(2 ** 16)}\r\n`
    expect(await raw(`${head}Transfer-Encoding: chunked\r\n\r\n`, ...Array(17).fill(chunk))).toMatch(/^HTTP\/1\.1 413 /)
    expect((await post('{"clicked":1}\n'.repeat(10_001))).status).toBe(413)
    expect((await post('{"clicked":1}\n')).status).toBe(200)
    expect(await learned(1)).toHaveLength(1)
  })

  test('lets go of who sends the headers or the body too slowly', async () => {
    server.close()
    // A test takes seconds: who is slow is let go sooner here. Nobody else is served meanwhile, for a machine may be slower than that.
    server = await serve({ headersTimeout: 300, requestTimeout: 500, connectionsCheckingInterval: 50 })
    expect(await raw(`POST /events HTTP/1.1\r\nHost: ${host()}\r\n`)).toMatch(/^HTTP\/1\.1 408 |^$/)
    const half = `POST /events HTTP/1.1\r\nHost: ${host()}\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{"cli`
    expect(await raw(half)).toMatch(/^HTTP\/1\.1 408 |^$/)
  })

  test.each([
    ['a number that the model would refuse', '{"clicked":1,"a":1e308}', 'should be at most'],
    ['a label that is none', '{"clicked":1e999}', 'clicked should be finite, but is Infinity'],
    [
      'a label that is a list',
      '{"clicked":["yes"]}',
      '"clicked" should be a text, a number or a boolean, but is a list',
    ],
  ])('says to the sender what the model would say later: %s', async (_, body, reason) => {
    const { status, text } = await post(body)
    expect([status, JSON.parse(text).accepted]).toEqual([200, 0])
    expect(JSON.parse(text).rejected[0].reason).toContain(reason)
  })

  test('a body is kept whole or not at all: what is answered with 503 and sent again is learned once', async () => {
    await inbox.close()
    inbox = newInbox()
    const random = new Random(1)
    await inbox.open(
      await mkdtemp(join(tmpdir(), 'rivulet-')),
      fullAtTimes(() => random.next() < 0.5),
    )
    server.close()
    server = await serve()
    let busy = 0
    for (let body = 0; body < 20; body++) {
      const lines = Array.from({ length: 10 }, (_, i) => JSON.stringify({ clicked: 10 * body + i }))
      for (let status = 0; status !== 200; ) {
        status = (await post(lines.join('\n'))).status
        if (status !== 200) {
          expect(status).toBe(503)
          busy++
        }
      }
    }
    expect(busy).toBeGreaterThan(5)
    await inbox.close()
    const clicked = (await learned(200)).map((event) => (event as [object, number])[1])
    expect(clicked).toEqual(Array.from({ length: 200 }, (_, i) => i))
  })

  test('says when to come again if it can take nothing', async () => {
    await inbox.close()
    const { status, headers } = await post('{"clicked":1}')
    expect([status, headers['retry-after']]).toEqual([503, '5'])
    await expect(newInbox().receive(Buffer.from('{}'), 'json')).rejects.toThrow(Busy)
  })

  test('no path leads out of what is served', async () => {
    for (const path of [
      '/../../etc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '//etc/passwd',
      '/events/../../package.json',
    ]) {
      expect(await raw(`GET ${path} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 404 /,
      )
    }
  })
})
