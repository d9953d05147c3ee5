import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { Random } from '@rivulet/core'
import { afterAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'rivulet-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const MAIN = fileURLToPath(new URL('rivulet.ts', import.meta.url))
const random = new Random(1)
const EVENTS = Array.from({ length: 3000 }, () => {
  const [origin, hour] = [['ATL', 'ORD', 'JFK'][random.below(3)], random.below(24)]
  return { origin, hour, late: random.next() < 0.2 + 0.02 * hour + (origin === 'ORD' ? 0.2 : 0) }
})
const LINES = EVENTS.map((event) => `${JSON.stringify(event)}\n`).join('')
const TABLE = `origin,hour,late\n${EVENTS.map(({ origin, hour, late }) => `${origin},${hour},${late}\n`).join('')}`

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function start(args: readonly string[], input?: string): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [MAIN, ...args])
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  if (input !== undefined) child.stdin.end(input)
  return { child, ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err }))) }
}

async function run(...args: string[]): Promise<Ended> {
  return start(args).ended
}

function last(out: string): Record<string, unknown> {
  return JSON.parse(out.trim().split('\n').at(-1) ?? '') as Record<string, unknown>
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

describe('rivulet train', () => {
  test('learns JSON lines, CSV, gzip and a pipe to the same numbers', async () => {
    const [lines, table, zipped] = await Promise.all([
      run('train', file('a.jsonl', LINES), '--label', 'late', '--json'),
      run('train', file('a.csv', TABLE), '--label', 'late', '--json'),
      run('train', file('a.gz', gzipSync(TABLE)), '--label', 'late', '--json'),
    ])
    const piped = await start(['train', '-', '--label', 'late', '--json'], LINES).ended
    const expected = last(lines.out)
    expect(expected).toMatchObject({ done: true, events: 3000, rejected: 0 })
    expect(Object.keys(expected)).toEqual([
      'done',
      'events',
      'rejected',
      'accuracy',
      'crossEntropy',
      'majority',
      'lastLabel',
    ])
    expect(expected['accuracy']).toBeGreaterThan(expected['majority'] as number)
    for (const { out, err, code } of [table, zipped, piped]) expect([last(out), err, code]).toEqual([expected, '', 0])
  })

  test('prints a table, and says what was refused', async () => {
    const { out, err, code } = await run(
      'train',
      file('b.jsonl', `nonsense\n{"late":null}\n${LINES}`),
      '--label',
      'late',
      '--model',
      'sgd',
    )
    const rows = out.trim().split('\n')
    expect([err, code]).toEqual(['', 0])
    expect(rows[0]).toMatch(/events +accuracy +± 95 % +window +majority +last label +cross-ent. +events\/s/)
    expect(rows.map((text) => text.trim().split(/ {2,}/)[0])).toEqual(
      expect.arrayContaining(['1', '2', '1,024', '3,000']),
    )
    expect(rows.at(-1)).toBe('2 refused, the last: the label "late" is missing')
  })

  test('killed again and again, ends with the snapshot of one that was not', async () => {
    const input = file('c.csv', TABLE)
    const alone = join(folder, 'alone.safetensors')
    const common = ['train', input, '--label', 'late', '--json', '--every', '100', '--snapshot']
    const { out } = await run(...common, alone)
    const killed = join(folder, 'killed.safetensors')
    for (let kills = 0; kills < 3; kills++) {
      const { child, ended } = start([...common, killed])
      while (!existsSync(killed) && child.exitCode === null) await setTimeout(1)
      await setTimeout(random.below(30) + 100 * kills)
      child.kill('SIGKILL')
      await ended
    }
    const end = await run(...common, killed)
    expect(last(end.out)).toEqual(last(out))
    expect(sha256(killed)).toBe(sha256(alone))
  })

  test('stops at SIGTERM with a snapshot, from which it goes on, also when it waits at a pipe', async () => {
    const snapshot = join(folder, 'piped.safetensors')
    const args = ['train', '-', '--label', 'late', '--json', '--snapshot', snapshot]
    const { child, ended } = start(args)
    child.stdin?.write(LINES)
    await new Promise((resolve) => child.stdout?.once('data', resolve))
    await setTimeout(200)
    child.kill('SIGTERM')
    const { code, out } = await ended
    expect([code, last(out)['done']]).toEqual([0, false])
    const { events } = last(out) as { events: number }
    const again = await start(args, LINES).ended
    expect(last(again.out)).toMatchObject({ done: true, events: events + 3000 })
  })

  test('does not go on from the snapshot of another label or model, nor from a damaged one, and leaves it alone', async () => {
    const input = file('d.jsonl', LINES)
    const snapshot = join(folder, 'd.safetensors')
    await run('train', input, '--label', 'late', '--snapshot', snapshot)
    const before = sha256(snapshot)
    const label = await run('train', input, '--label', 'hour', '--snapshot', snapshot)
    expect([label.code, label.err]).toEqual([1, 'rivulet: name should be "\\"hour\\"", but is "\\"late\\""\n'])
    const model = await run('train', input, '--label', 'late', '--model', 'sgd', '--snapshot', snapshot)
    expect([model.code, model.err.split('\n').length]).toEqual([1, 2])
    expect(sha256(snapshot)).toBe(before)
    writeFileSync(snapshot, readFileSync(snapshot).subarray(0, -1))
    const damaged = await run('train', input, '--label', 'late', '--snapshot', snapshot)
    expect([damaged.code, damaged.err]).toEqual([1, expect.stringContaining('cut off or altered')])
  })

  test('a wrong command line is exit code 2, a missing file 1, each with one line', async () => {
    const wrong = await run('train', 'x')
    expect(wrong).toEqual({ code: 2, out: '', err: 'rivulet: train needs --label FIELD, the field to predict\n' })
    const missing = await run('train', join(folder, 'none'), '--label', 'y')
    expect([missing.code, missing.err]).toEqual([1, expect.stringMatching(/^rivulet: ENOENT.*\n$/)])
    expect((await run('--help')).out).toContain('rivulet train FILE|-')
  })
})

describe('rivulet inspect and diff', () => {
  test('say what a snapshot holds, and what is different in two', async () => {
    const [a, b] = [join(folder, 'e1.safetensors'), join(folder, 'e2.safetensors')]
    await run('train', file('e1.jsonl', LINES), '--label', 'late', '--snapshot', a)
    await run(
      'train',
      file('e2.jsonl', `${LINES}{"origin":"ATL","hour":3,"late":false}\n`),
      '--label',
      'late',
      '--snapshot',
      b,
    )
    const inspected = await run('inspect', a)
    expect(inspected.out).toMatch(/^progress\/entries +"3000"$/m)
    expect(inspected.out).toMatch(/^state\/accuracy\/sums /m)
    const { out } = await run('diff', a, b)
    expect(out).toMatch(/^progress\/entries: "3000" → "3001"$/m)
    expect((await run('diff', a, a)).out).toBe('')
    expect(await run('inspect', MAIN)).toMatchObject({ code: 1, err: expect.stringContaining('no snapshot') })
  })
})
