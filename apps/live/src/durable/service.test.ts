import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { printed, startMain, stateFolder } from '../testing/runMain.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

let state: string
const children: ChildProcess[] = []
beforeEach(() => {
  state = stateFolder()
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }
  rmSync(state, { recursive: true, force: true })
})

/** A service that takes events, and what it says on standard error. */
interface Service {
  readonly child: ChildProcess
  readonly url: string
  readonly said: () => string
}

async function serve(...args: string[]): Promise<Service> {
  const child = startMain(['--stream', 'http', '--label', 'y', '--json', '--port', '0', '--state', state, ...args])
  children.push(child)
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  const [, url = ''] = await printed(child, /Watch it at (\S+)/, 'stderr')
  return { child, url, said: () => said }
}

async function post({ url }: Service, body: string): Promise<number> {
  const headers = { 'Content-Type': 'application/x-ndjson' }
  return (await fetch(`${url}events`, { method: 'POST', headers, body })).status
}

/** Sends a body until it is taken. */
async function send(service: Service, body: string): Promise<void> {
  for (let status = 0; status !== 200; ) {
    status = await post(service, body)
    expect([200, 503]).toContain(status)
  }
}

/** Waits until a row says that so many events were learned. */
async function learned({ child }: Service, events: number): Promise<void> {
  await printed(child, new RegExp(`"events":${events},`))
}

test('the folder of the spool is removed while it runs, and between two runs: it goes on, and says what is gone', async () => {
  const first = await serve()
  const two = learned(first, 2)
  await send(first, '{"x":1,"y":"a"}\n{"x":2,"y":"b"}')
  await two
  const [folder = ''] = readdirSync(state).filter((name) => !name.endsWith('.lock'))
  const spool = join(state, folder, 'spool')
  rmSync(spool, { recursive: true })
  const three = learned(first, 3)
  await send(first, '{"x":3,"y":"a"}')
  await three
  const exited = once(first.child, 'exit')
  first.child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
  rmSync(spool, { recursive: true })
  const second = await serve()
  const four = learned(second, 4)
  await send(second, '{"x":4,"y":"b"}')
  await four
  expect(second.said()).toMatch(/Goes on after 3 events/)
  expect(existsSync(spool)).toBe(true)
})

test('while it learns dear events a page is served and a signal heard, long before the last of them', async () => {
  const service = await serve()
  const label = (n: number): string => `label ${n % 300}`
  const lines = Array.from({ length: 4000 }, (_, n) => JSON.stringify({ [`a${n}`]: n, y: label(n) }))
  await send(service, lines.join('\n'))
  expect((await fetch(service.url)).status).toBe(200)
  const exited = once(service.child, 'exit')
  service.child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
  expect(service.said()).toMatch(/Stopped after [\d,]+ events/)
  const after = Number(/Stopped after ([\d,]+) events/.exec(service.said())?.[1]?.replaceAll(',', ''))
  expect(after).toBeLessThan(4000)
})

test.skipIf(!existsSync('/dev/full'))(
  'standard output that takes nothing is told, and the exit code is 1',
  async () => {
    const full = openSync('/dev/full', 'w')
    const args = ['--stream', 'plane', '--limit', '300', '--speed', 'max', '--headless', '--state', state]
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', full, 'pipe'] })
    children.push(child)
    closeSync(full)
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += chunk
    })
    const [code] = await once(child, 'close')
    expect(said).toContain('standard output cannot be written: the disk is full (ENOSPC)')
    expect(code).toBe(1)
    // It has learned to the end all the same.
    expect(readdirSync(state)).toEqual([])
  },
)

test('that nobody reads any more ends it quietly where there is nothing else to do, and it goes on from there', async () => {
  const child = startMain(['--stream', 'plane', '--speed', '2000', '--headless', '--state', state])
  children.push(child)
  await printed(child, /^ +64 /m)
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  const exited = once(child, 'exit')
  child.stdout?.destroy()
  expect(await exited).toEqual([141, null])
  expect(said).toBe('')
  expect(readdirSync(state).length).toBeGreaterThan(0)
})
