import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { streamSource, toUtf8 } from '../index.ts'

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
}

async function textOf(bytes: Uint8Array, size: number): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of toUtf8(cut(bytes, size))) pieces.push(piece)
  return Buffer.concat(pieces)
    .toString('utf8')
    .replace(/^\ufeff/, '')
}

const TEXT = 'é,b\n🌊,2\n'
const utf16 = (text: string, mark = true): Buffer => Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')

describe('a text is read whatever it is written in', () => {
  test.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(TEXT), TEXT],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`), TEXT],
    ['gzip', gzipSync(TEXT), TEXT],
    ['gzip after gzip', Buffer.concat([gzipSync(TEXT), gzipSync(TEXT)]), TEXT + TEXT],
    ['UTF-16, low byte first', utf16(TEXT), TEXT],
    ['UTF-16, high byte first', Buffer.from(utf16(TEXT)).swap16(), TEXT],
    ['UTF-16 without a mark', utf16('a,b\n1,2\n', false), 'a,b\n1,2\n'],
    ['UTF-16 in gzip', gzipSync(utf16(TEXT)), TEXT],
    ['returns alone', Buffer.from('a,b\r1,2\r'), 'a,b\n1,2\n'],
    ['a return before each line feed', Buffer.from('a\r\nb\r\n'), 'a\r\nb\r\n'],
    ['nothing', Buffer.from(''), ''],
  ])('%s', async (_, bytes, expected) => {
    for (const size of [1, 7, 1000]) expect(await textOf(bytes, size)).toBe(expected)
  })

  test.each([
    ['a zip archive', [0x50, 0x4b, 3, 4], 'unzip -p'],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'xz -dc'],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd], 'zstd -dc'],
    ['Parquet', [0x50, 0x41, 0x52, 0x31], 'duckdb'],
  ])('%s is named, with what to do', async (_, magic, cure) => {
    await expect(textOf(Uint8Array.from([...magic, 1, 2, 3]), 100)).rejects.toThrow(cure)
  })
})

test('a stream gives an event when its line has come, and counts what it passes over', async () => {
  let go = (): void => {}
  const first = new Promise<void>((resolve) => {
    go = resolve
  })
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from('1\n')
    // Without the event of the first line there are no others.
    await first
    yield Buffer.from('\n2\n  \nx\n3')
  }
  const source = streamSource(pieces(), { parse: (line) => JSON.parse(line) })
  const found: unknown[] = []
  for await (const batch of source.readFrom()) {
    for (const entry of batch) found.push('event' in entry ? entry.event : entry.rejection.position)
    go()
  }
  expect(found).toEqual([1, 2, { line: 5, passed: 2 }, 3])
  expect(source.passedOver).toBe(2)
})
