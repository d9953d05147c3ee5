import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InvalidEvent } from '@rivulet/core'
import { fileSource } from '@rivulet/durable'
import { parseJson } from '@rivulet/formats'
import type { Beat } from './beat.ts'

/** A line that is beyond all limits, or a trap. */
interface Monster {
  readonly name: string
  /** Its pieces, so that nothing has to hold it whole. */
  readonly pieces: () => Iterable<string | Uint8Array>
  /** The longest line that is read, 1 MiB unless given. */
  readonly maxLine?: number
  readonly quotes?: boolean
  /** The most memory that the process may have taken so far, in MB; a line that may be long makes many objects. */
  readonly memory?: number
  /** Why it is refused; without it, it is accepted. */
  readonly reason?: RegExp
}

const DEEP = 1_000_000
const MEMORY = 250
const MEGA = 'x'.repeat(1 << 20)

function* repeated(piece: string, times: number): Generator<string> {
  const many = piece.repeat(1000)
  for (let done = 0; done < times; done += 1000) yield many
}

function* megabytes(beginning: string, count: number): Generator<string> {
  yield beginning
  for (let i = 0; i < count; i++) yield MEGA
}

function* nested(open: string, close: string): Generator<string> {
  yield* repeated(open, DEEP)
  yield '1'
  yield* repeated(close, DEEP)
}

const wide = `{${Array.from({ length: 100_000 }, (_, i) => `"${i}":1`).join()}}`

const monsters: readonly Monster[] = [
  { name: 'a line of 100 MB', pieces: () => megabytes('', 100), reason: /^the line is too long$/ },
  { name: 'a string of 100 MB', pieces: () => megabytes('{"x":"', 100), reason: /^the line is too long$/ },
  {
    name: 'a quote of 100 MB',
    pieces: () => megabytes('"', 100),
    quotes: true,
    reason: /^the line is too long$/,
  },
  { name: 'lists, a million deep, never closed', pieces: () => repeated('[', DEEP), reason: /JSON/ },
  { name: 'lists, a million deep, above the limit', pieces: () => nested('[', ']'), reason: /^the line is too long$/ },
  { name: '__proto__', pieces: () => ['{"__proto__":{"polluted":1}}'], reason: /no key "__proto__", but has one$/ },
  { name: '__proto__, escaped', pieces: () => ['{"\\u005f_proto__":{"polluted":1}}'], reason: /no key "__proto__"/ },
  { name: '__proto__, deeper', pieces: () => ['{"a":[{"__proto__":{"polluted":1}}]}'], reason: /no key "__proto__"/ },
  { name: 'constructor', pieces: () => ['{"constructor":{"prototype":{"polluted":1}}}'] },
  { name: 'numeric overflow', pieces: () => ['{"x":1e999}'], reason: /^x should be finite, but is Infinity$/ },
  { name: 'half a surrogate pair, escaped', pieces: () => ['{"a":"\\ud800"}'] },
  {
    name: 'half a surrogate pair, in UTF-8',
    pieces: () => [Uint8Array.of(34, 0xed, 0xa0, 0x80, 34)],
    reason: /^the line is not valid UTF-8$/,
  },
  {
    name: 'lists, a million deep',
    pieces: () => nested('[', ']'),
    maxLine: 1 << 24,
    memory: 500,
    reason: /^an event should nest at most 32 deep, but nests deeper$/,
  },
  {
    name: 'objects, a million deep',
    pieces: () => nested('{"a":', '}'),
    maxLine: 1 << 24,
    memory: 500,
    reason: /^an event should nest at most 32 deep, but nests deeper$/,
  },
  {
    name: '100,000 keys',
    pieces: () => [wide],
    maxLine: 1 << 24,
    memory: 500,
    reason: /at most 10000 keys, but has more$/,
  },
]

/** What each monster was: refused as it should be, or accepted. */
export interface MonsterCounts {
  readonly refused: number
  readonly accepted: number
}

/**
 * Reads lines that are beyond all limits, each between two good ones.
 *
 * @throws Error if one is not refused for its own reason, takes too much memory, or a good one beside it is not read
 */
export async function fuzzMonsters(beat: Beat): Promise<MonsterCounts> {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-monster-'))
  const counts = { refused: 0, accepted: 0 }
  try {
    for (const monster of monsters) {
      beat(0)
      const path = join(folder, 'lines')
      write(path, monster)
      const found = await read(path, monster)
      const expected = ['good', monster.reason === undefined ? 'accepted' : 'refused', 'good']
      if (found.join() !== expected.join()) throw new Error(`${monster.name}: ${found} instead of ${expected}`)
      const peak = Math.round(process.resourceUsage().maxRSS / 1024)
      if (peak > (monster.memory ?? MEMORY)) throw new Error(`${monster.name}: ${peak} MB were taken`)
      if (monster.reason === undefined) counts.accepted += 1
      else counts.refused += 1
    }
    if ('polluted' in {}) throw new Error('a line has reached the prototype of all objects')
  } finally {
    rmSync(folder, { recursive: true })
  }
  return counts
}

function write(path: string, { pieces }: Monster): void {
  const file = openSync(path, 'w')
  writeSync(file, '{"good":1}\n')
  for (const piece of pieces()) writeSync(file, piece as string)
  writeSync(file, '\n{"good":2}\n')
  closeSync(file)
}

async function read(path: string, { maxLine = 1 << 20, quotes = false, reason }: Monster): Promise<string[]> {
  const json = parseJson<Record<string, unknown>>()
  const parse = (text: string): Record<string, unknown> => {
    const event = json(text)
    if ('x' in event && !Number.isFinite(event['x'])) throw new InvalidEvent(`x should be finite, but is ${event['x']}`)
    return event
  }
  const found: string[] = []
  const decoder = new TextDecoder()
  const format = {
    open: () => ({
      top: { bytes: 0, lines: 0 },
      ...(quotes ? { delimiter: 44 } : {}),
      read: (record: Uint8Array) => parse(decoder.decode(record)),
    }),
  }
  for await (const batch of fileSource(path, { parse: quotes ? format : parse, maxLine }).readFrom()) {
    for (const entry of batch) {
      if ('event' in entry) found.push('good' in entry.event ? 'good' : 'accepted')
      else found.push(reason?.test(entry.rejection.reason) === true ? 'refused' : entry.rejection.reason)
    }
  }
  return found
}
