import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FileOptions, type FilePosition, fileSource, type RecordFormat } from '../index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rivulet-'))
})
afterAll(() => rm(folder, { recursive: true }))

let files = 0
async function fileWith(content: string | Uint8Array): Promise<string> {
  const path = join(folder, `${files++}`)
  await writeFile(path, content)
  return path
}

interface Found<E> {
  readonly event?: E
  readonly reason?: string
  readonly at: FilePosition
  readonly next: FilePosition
}

async function all<E>(
  path: string,
  options: FileOptions<E>,
  from?: FilePosition,
  signal?: AbortSignal,
): Promise<Found<E>[]> {
  const found: Found<E>[] = []
  for await (const batch of fileSource(path, options).readFrom(from, signal)) {
    for (const entry of batch) {
      if ('event' in entry) found.push(entry)
      else
        found.push({ reason: entry.rejection.reason, at: entry.rejection.position as FilePosition, next: entry.next })
    }
  }
  return found
}

const JSON_LINES = { parse: (line: string): unknown => JSON.parse(line) }
const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

/** CSV in small: a header, commas, and line breaks between quotes. */
const CSV: RecordFormat<Record<string, string>> = {
  open(head, isAll) {
    const end = head.indexOf(10)
    if (end < 0 && !isAll) return undefined
    const names = text(head.subarray(0, end < 0 ? head.length : end)).split(',')
    return {
      top: { bytes: end < 0 ? head.length : end + 1, lines: 1 },
      delimiter: 44,
      read(record) {
        const cells = text(record).split(',')
        if (cells.length !== names.length) throw new SyntaxError('too few cells')
        return Object.fromEntries(names.map((name, i) => [name, cells[i] as string]))
      },
    }
  },
}

describe('a file as a source', () => {
  const line = fc.oneof(fc.json(), fc.constantFrom('', ' ', '{', '{"__proto__":1}', '"é😀"'))
  test('read from any of its positions, plain or gzipped, gives the rest', async () => {
    const property = fc.asyncProperty(fc.array(line, { maxLength: 20 }), fc.boolean(), async (lines, zipped) => {
      const text = lines.join('\n')
      const path = await fileWith(zipped ? gzipSync(text) : text)
      const whole = await all(path, JSON_LINES)
      expect(whole.length).toBe(lines.filter((l) => l.trim() !== '').length)
      for (const [i, { at, next }] of whole.entries()) {
        expect(await all(path, JSON_LINES, at)).toEqual(whole.slice(i))
        expect(await all(path, JSON_LINES, next)).toEqual(whole.slice(i + 1))
      }
    })
    await fc.assert(property, { seed: 1, numRuns: 60 })
  })

  test('says where a bad line stands, and goes on', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"n":1}\r\n\n{"n":\n'),
      Buffer.of(34, 0xff, 34, 10),
      Buffer.from('{"n":5}'),
    ])
    const found = await all(await fileWith(bytes), JSON_LINES)
    expect(found.map(({ event, reason, at }) => [at.line, at.byte, event ?? reason])).toEqual([
      [1, 0, { n: 1 }],
      [3, 10, expect.stringContaining('JSON')],
      [4, 16, 'the line is not valid UTF-8'],
      [5, 20, { n: 5 }],
    ])
  })

  test('of columns knows its header also from the middle', async () => {
    const path = await fileWith('a,b\n1,"x\ny"\n2,z\n')
    const csv = { parse: CSV }
    const whole = await all(path, csv)
    expect(whole.map(({ event }) => event)).toEqual([
      { a: '1', b: '"x\ny"' },
      { a: '2', b: 'z' },
    ])
    expect(whole.map(({ at }) => at.line)).toEqual([2, 4])
    expect(await all(path, csv, whole[1]!.at)).toEqual(whole.slice(1))
  })

  test('that is empty, or a header alone, has no events', async () => {
    expect(await all(await fileWith(''), JSON_LINES)).toEqual([])
    expect(await all(await fileWith('a,b'), { parse: CSV })).toEqual([])
  })

  test('that is another than the position is of, or shorter, is refused', async () => {
    const path = await fileWith('1\n2\n3\n')
    const end = (await all(path, JSON_LINES)).at(-1)!.next
    await expect(all(await fileWith('7\n2\n3\n'), JSON_LINES, end)).rejects.toThrow('is another file than before')
    await expect(all(await fileWith('1\n7\n3\n4\n'), JSON_LINES, end)).rejects.toThrow('is another file than before')
    await truncate(path, 4)
    await expect(all(path, JSON_LINES, end)).rejects.toThrow('is another file than before')
    await expect(all(path, JSON_LINES, { ...end, byte: -1 })).rejects.toThrow('position.byte should be an integer ≥ 0')
  })

  test('that is cut off within gzip is an error, after the events before', async () => {
    const zipped = gzipSync(Buffer.from('"abc"\n'.repeat(100_000)))
    const path = await fileWith(zipped.subarray(0, -20))
    let events = 0
    const read = async (): Promise<void> => {
      for await (const batch of fileSource(path, JSON_LINES).readFrom()) events += batch.length
    }
    await expect(read()).rejects.toThrow('unexpected end of file')
    expect(events).toBeGreaterThan(0)
  })

  test('an error in parse that is not about the record is not swallowed', async () => {
    const parse = (): never => {
      throw new TypeError('a bug')
    }
    await expect(all(await fileWith('1\n'), { parse })).rejects.toThrow('a bug')
  })

  test('followed, gives what is appended, whole lines alone, until the signal', async () => {
    const path = await fileWith('1\n2')
    const stop = new AbortController()
    const seen: unknown[] = []
    const reading = (async () => {
      for await (const batch of fileSource(path, { ...JSON_LINES, follow: true }).readFrom(undefined, stop.signal)) {
        for (const entry of batch) seen.push('event' in entry ? entry.event : entry.rejection.reason)
        if (seen.length === 1) await appendFile(path, '2\n3\n')
        if (seen.length === 3) await appendFile(path, '4\n5')
        if (seen.length === 4) stop.abort()
      }
    })()
    await reading
    expect(seen).toEqual([1, 22, 3, 4])
  })

  test('that is no plain text cannot be followed', async () => {
    const path = await fileWith(gzipSync('1\n'))
    await expect(all(path, { ...JSON_LINES, follow: true })).rejects.toThrow('cannot be followed')
  })
})
