import { checkVector, InvalidEvent } from '@rivulet/core'
import { decode, encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeUtf8 } from '../bytes/utf8.ts'
import { VwReader } from './vwReader.ts'

const word = fc.stringMatching(/^[a-zé0-9^=#'._-]{1,6}$/)
const number = fc.double({ min: -1e50, max: 1e50, noNaN: true })
const blank = fc.constantFrom(' ', '  ', '\t', ' \t ')
const feature = fc.record({ name: word, value: fc.option(number, { nil: undefined }) })
const section = fc.record({
  space: fc.option(word, { nil: '' }),
  weight: fc.option(number, { nil: undefined }),
  features: fc.array(feature, { maxLength: 8 }),
})
const example = fc.record({
  label: fc.option(number, { nil: undefined }),
  importance: fc.option(fc.double({ min: 0, max: 1e50, noNaN: true }), { nil: undefined }),
  tag: fc.option(word, { nil: '' }),
  sections: fc.array(section, { minLength: 1, maxLength: 4 }),
  blank,
})
type Example = typeof example extends fc.Arbitrary<infer T> ? T : never

const suffix = (value: number | undefined): string => (value === undefined ? '' : `:${value}`)

function write({ label, importance, tag, sections, blank }: Example): string {
  const head = label === undefined ? [] : importance === undefined ? [label] : [label, importance]
  const body = sections.map(({ space, weight, features }) =>
    [
      `|${space === '' ? '' : `${space}${suffix(weight)}`}`,
      ...features.map(({ name, value }) => name + suffix(value)),
      '',
    ].join(blank),
  )
  return `${[...head, tag === '' ? '' : `'${tag}`].join(blank)}${body.join('')}`
}

/** What the sections say, by name, the plain way. */
function featuresOf({ sections }: Example): Map<string, number> {
  const terms = new Map<string, number[]>()
  for (const { space, weight = 1, features } of sections) {
    for (const { name, value = 1 } of features) {
      const key = space === '' ? name : `${space}|${name}`
      const product = (space === '' ? 1 : weight) * value
      if (product !== 0) terms.set(key, [...(terms.get(key) ?? []), product])
    }
  }
  const sums = [...terms].map(([key, list]) => [key, list.sort((a, b) => a - b).reduce((a, b) => a + b, 0)] as const)
  return new Map(sums.filter(([, sum]) => sum !== 0))
}

describe('Vowpal Wabbit text', () => {
  test('what is written is read, whatever the blanks, and every line of a stream keeps the numbers of names', () => {
    fc.assert(
      fc.property(fc.array(example, { maxLength: 6 }), fc.nat(6), (examples, cut) => {
        let reader = new VwReader()
        for (const [i, written] of examples.entries()) {
          if (i === cut) {
            const copy = new VwReader()
            copy.load(decode(encode(reader)))
            reader = copy
          }
          const line = `${write(written)}${i % 2 === 0 ? '\r\n' : ''}`
          const { y, weight, tag, x } = reader.read(i % 3 === 0 ? line : encodeUtf8(line))
          checkVector(x, { features: reader.features })
          const { indices, values } = x as { indices: number[]; values: number[] }
          const found = new Map(indices.map((index, j) => [reader.name(index) as string, values[j] as number]))
          expect(found).toEqual(featuresOf(written))
          expect(y).toBe(written.label === undefined ? undefined : written.label + 0)
          expect(weight).toBe(written.label === undefined ? 1 : (written.importance ?? 1))
          expect(tag).toBe(written.tag)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('any bytes are an example or an InvalidEvent, which numbers no name', () => {
    const piece = fc.constantFrom(
      '|',
      ' ',
      ':',
      '1',
      '-',
      'a',
      "'",
      '.',
      'e',
      '\t',
      '|a',
      'b:2',
      '1e308',
      '\u0000',
      '🌊',
    )
    const text = fc.array(piece, { maxLength: 20 }).map((pieces) => encodeUtf8(pieces.join('')))
    const reader = new VwReader()
    let refused = 0
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 40 })), (bytes) => {
        const before = encode(reader)
        try {
          const { x, y = 0, weight } = reader.read(bytes)
          checkVector(x, { features: Math.max(1, reader.features) })
          expect(Number.isFinite(y) && weight >= 0).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidEvent)
          expect(encode(reader)).toEqual(before)
          refused++
        }
      }),
      { numRuns: 3000 },
    )
    expect(refused).toBeGreaterThan(100)
  })

  test('the order of the features changes no bit', () => {
    const features = fc.array(feature, { maxLength: 30 })
    fc.assert(
      fc.property(features, fc.infiniteStream(fc.nat()), (list, keys) => {
        const shuffled = list
          .map((f) => [keys.next().value, f] as const)
          .sort(([a], [b]) => a - b)
          .map(([, f]) => f)
        const lineOf = (fs: typeof list): string =>
          `|${fs.map(({ name, value }) => ` ${name}${suffix(value)}`).join('')}`
        const reader = new VwReader()
        expect(reader.read(lineOf(shuffled)).x).toEqual(reader.read(lineOf(list)).x)
      }),
    )
  })

  test.each([
    ['1 |', { y: 1, weight: 1, tag: '', x: { indices: [], values: [] } }],
    ['|', { y: undefined, weight: 1, tag: '', x: { indices: [], values: [] } }],
    ['1|f a', { y: undefined, weight: 1, tag: '1', x: { indices: [0], values: [1] } }],
    ["'x | a", { y: undefined, weight: 1, tag: 'x', x: { indices: [0], values: [1] } }],
    ['-0 .5 x| a:0 b', { y: 0, weight: 0.5, tag: 'x', x: { indices: [0], values: [1] } }],
    ['+1 |a b|c:3 d:2', { y: 1, weight: 1, tag: '', x: { indices: [0, 1], values: [1, 6] } }],
    ['1 ||a b|', { y: 1, weight: 1, tag: '', x: { indices: [0], values: [1] } }],
    ['1 | a:1 a:-1 b', { y: 1, weight: 1, tag: '', x: { indices: [1], values: [1] } }],
  ])('%j', (line, expected) => {
    expect(new VwReader().read(line)).toEqual(expected)
  })

  test.each([
    ['', 'a line should have a | before its features, but is ""'],
    ['hello world', 'a line should have a | before its features, but is "hello world"'],
    ['x | a', 'label should be a finite number, but is "x"'],
    ['nan | a', 'label should be a finite number, but is "nan"'],
    ['1 -1 | a', 'importance should be a finite number ≥ 0, but is "-1"'],
    ['1 1 1 | a', 'a label should be one or two numbers, but is 3 words'],
    ['1 | :1', 'a feature should have a name, but at byte 4 is ":1"'],
    ['1 |:1 a', 'a namespace should have a name'],
    ['1 | a:', 'the value of a feature should be a finite number, but at byte 4 is "a:"'],
    ['1 | a:b', 'the value of a feature should be a finite number'],
    ['1 | a:1:2', 'the value of a feature should be a finite number'],
    ['1 | a:1e999', 'the value of a feature should be a finite number'],
    ['1 |s:1e200 a:1e200', 'the value of a feature should be a finite number'],
    ['1 | a:1e308 a:1e308', 'the values of a line should have a finite sum'],
    [`1 | ${'a'.repeat(1001)}`, 'the name of a feature should have at most 1000 bytes'],
  ])('refuses %j', (line, reason) => {
    const reader = new VwReader()
    expect(() => reader.read(line)).toThrow(reason)
    expect(reader.features).toBe(0)
  })

  test('names beyond the cap are left out and counted', () => {
    const reader = new VwReader({ maxFeatures: 2 })
    expect(reader.read('| a b c d').x).toEqual({ indices: [0, 1], values: [1, 1] })
    expect(reader.read('| d b').x).toEqual({ indices: [1], values: [1] })
    expect([reader.features, reader.skipped]).toEqual([2, 3])
  })
})
