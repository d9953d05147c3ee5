import { crc32 } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RawRecord, type RecordOptions, Records } from './records.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** All records of a text that arrives in pieces of these sizes. */
function cut(text: string, how: RecordOptions, sizes: readonly number[] = [Number.POSITIVE_INFINITY]): RawRecord[] {
  const bytes = bytesOf(text)
  const records = new Records(how, 0)
  const found: RawRecord[] = []
  const take = (atEnd: boolean): void => {
    for (let record = records.next(atEnd); record !== undefined; record = records.next(atEnd)) {
      found.push({ ...record, bytes: record.bytes.slice() })
    }
  }
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!
    records.push(bytes.slice(at, at + size))
    at += size
    take(false)
  }
  take(true)
  return found
}

const texts = (records: readonly RawRecord[]): string[] =>
  records.map(({ bytes, problem }) => new TextDecoder().decode(bytes) + (problem === undefined ? '' : ` (${problem})`))

const PLAIN = { maxLine: 100, delimiter: undefined }
const CSV = { maxLine: 100, delimiter: 44 }

describe('records', () => {
  test.each<[string, string, RecordOptions, string[]]>([
    ['lines, with or without returns, the last with or without an end', 'a\r\n\nb\nc', PLAIN, ['a', '', 'b', 'c']],
    ['nothing', '', PLAIN, []],
    ['line breaks between quotes', 'a,"b\nc"\nd\n', CSV, ['a,"b\nc"', 'd']],
    ['doubled quotes', 'a,"b""\n""c"\nd\n', CSV, ['a,"b""\n""c"', 'd']],
    [
      'a quote that is never closed costs one line',
      'a\n"b\nc\nd\n',
      CSV,
      ['a', '"b (a quote is not closed)', 'c', 'd'],
    ],
    ['a quote in the last line', 'a\nb,"', CSV, ['a', 'b," (a quote is not closed)']],
    ['a quote within a cell opens nothing', '5 ft 6"\nb"c\n"a""b"c",\nd', CSV, ['5 ft 6"', 'b"c', '"a""b"c",', 'd']],
    ['a byte order mark within', 'a\n\ufeffb\r\nc', PLAIN, ['a', 'b', 'c']],
    [
      'a quote that is open for too long',
      `"a\n${'b\n'.repeat(60)}"`,
      CSV,
      ['"a (a quote is not closed)', ...Array<string>(60).fill('b'), '" (a quote is not closed)'],
    ],
    ['a line too long', `${'x'.repeat(101)}\nb`, PLAIN, [`${'x'.repeat(100)} (the line is too long)`, 'b']],
    ['a line just not too long', `${'x'.repeat(100)}\nb`, PLAIN, ['x'.repeat(100), 'b']],
    ['a last line too long', `b\n${'x'.repeat(101)}`, PLAIN, ['b', `${'x'.repeat(100)} (the line is too long)`]],
  ])('%s', (_, text, how, expected) => {
    expect(texts(cut(text, how))).toEqual(expected)
  })

  const text = fc.string({ unit: fc.constantFrom('a', 'b', '"', '\n', '\n', '\r', ',', 'é'), maxLength: 80 })
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 })

  test('do not depend on how the bytes arrive', () => {
    fc.assert(
      fc.property(text, sizes, fc.integer({ min: 1, max: 12 }), fc.boolean(), (t, pieces, maxLine, quotes) => {
        const how = { maxLine, delimiter: quotes ? 44 : undefined, digest: 0 }
        const whole = cut(t, how)
        const pieced = cut(t, how, pieces)
        expect(pieced).toEqual(whole)
      }),
      { seed: 1, numRuns: 3000 },
    )
  })

  test('cover the text without hole or overlap, and reading from the end of any gives the ones after it', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 12 }), fc.boolean(), (t, maxLine, quotes) => {
        const how = { maxLine, delimiter: quotes ? 44 : undefined, digest: 0 }
        const all = cut(t, how)
        const bytes = bytesOf(t)
        expect(all.at(-1)?.next ?? 0).toBe(bytes.length)
        expect(all.reduce((sum, { lines }) => sum + lines, 0)).toBe(t.split('\n').length - 1)
        for (const [i, { next, digest }] of all.entries()) {
          expect(digest).toBe(crc32(bytes.subarray(0, next)))
          const rest = new TextDecoder().decode(bytes.subarray(next))
          expect(texts(cut(rest, how))).toEqual(texts(all.slice(i + 1)))
        }
      }),
      { seed: 2, numRuns: 1000 },
    )
  })

  test('a hundred megabytes without a line feed are passed in bounded memory', () => {
    const records = new Records({ maxLine: 1 << 20, delimiter: undefined }, 0)
    const piece = new Uint8Array(1 << 16).fill(120)
    for (let i = 0; i < 1600; i++) {
      records.push(piece)
      expect(records.next()).toBeUndefined()
    }
    records.push(bytesOf('\nb'))
    expect(records.next()).toMatchObject({ problem: 'the line is too long', next: 1600 * 65536 + 1 })
    expect(texts([records.next(true)!])).toEqual(['b'])
  })
})
