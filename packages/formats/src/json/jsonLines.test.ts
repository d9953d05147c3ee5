import { InvalidEvent } from '@rivulet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactNumbers } from './exactNumbers.ts'
import { jsonLines } from './jsonLines.ts'
import { parseJson } from './parseJson.ts'

test.each<[string, unknown]>([
  ['{"tags":[{"n":"x"}],"v":[1,2],"y":1}', { 'tags.n': ['x'], 'v.0': 1, 'v.1': 2 }],
  ['{"a":{"b":{"c":true}},"y":1}', { 'a.b.c': true }],
  ['{"tags":[{"n":"x","c":2},{"n":"y","c":3}],"y":1}', { 'tags.n': ['x', 'y'], 'tags.c': 5 }],
  ['{"words":["a","b",null,"a"],"y":1}', { words: ['a', 'b', 'a'] }],
  ['{"m":[[1,2],[3]],"f":[true],"y":1}', { 'm.0.0': 1, 'm.0.1': 2, 'm.1.0': 3, 'f.0': true }],
  ['{"a":null,"b":"","y":1}', { a: null, b: '' }],
  ['{"__proto__":"x","constructor":1,"y":1}', JSON.parse('{"__proto__":"x","constructor":1}')],
])('%s is flat', (line, fields) => {
  const { x, y } = jsonLines({ label: 'y' }).parse(line)
  expect(Object.entries(x)).toEqual(Object.entries(fields as object))
  expect(y).toBe(1)
})

test('a field that cannot be used is skipped and counted, and the event lives', () => {
  const lines = jsonLines({ label: 'a.b.c' })
  const deep = `${'{"k":'.repeat(20)}1${'}'.repeat(20)}`
  expect(lines.parse(`{"a":{"b":{"c":"yes"}},"huge":1e999,"deep":${deep},"n":1}`)).toEqual({
    x: { n: 1 },
    y: 'yes',
    weight: 1,
  })
  expect([lines.skippedFields, lines.lastSkipped]).toEqual([2, 'deep.k.k.k.k.k.k.k'])
  const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 10_050 }, (_, i) => [`f${i}`, 1])))
  expect(Object.keys(lines.parse(wide).x)).toHaveLength(10_000)
  expect(lines.skippedFields).toBe(52)
  // Two kinds under one name.
  expect(lines.parse('{"u.v":1,"u":{"v":"x"}}').x).toEqual({ 'u.v': 1 })
})

test('a nested event has the fields that its flat form has', () => {
  const leaf = fc.oneof(fc.boolean(), fc.integer(), fc.string())
  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 2 })
  const nested = fc.letrec((tie) => ({
    tree: fc.dictionary(name, fc.oneof({ maxDepth: 3 }, leaf, tie('tree')), { minKeys: 1, maxKeys: 4 }),
  })).tree as fc.Arbitrary<Record<string, unknown>>
  const flatten = (o: object, path = ''): [string, unknown][] =>
    Object.entries(o).flatMap(([key, value]) =>
      typeof value === 'object'
        ? flatten(value as object, `${path}${key}.`)
        : [[path + key, value] as [string, unknown]],
    )
  fc.assert(
    fc.property(nested, (event) => {
      const { parse } = jsonLines()
      expect(parse(JSON.stringify(event)).x).toEqual(Object.fromEntries(flatten(event)))
    }),
    { seed: 1 },
  )
})

test('numbers of more digits than a float64 holds are texts; two users stay two', () => {
  const { parse } = jsonLines({ label: 'user' })
  expect(parse('{"user":208310224003697457}').y).toBe('208310224003697457')
  expect(parse('{"user":208310224003697459}').y).toBe('208310224003697459')
  expect(exactNumbers('{"a":"208310224003697457","b":-1234567890123456789,"c":1234567890123456.5,"d":1e20}')).toBe(
    '{"a":"208310224003697457","b":"-1234567890123456789","c":1234567890123456.5,"d":1e20}',
  )
  fc.assert(
    fc.property(fc.json(), (json) => {
      const without = (_: string, value: unknown): unknown => (typeof value === 'number' ? String(value) : value)
      expect(JSON.parse(exactNumbers(json), without)).toEqual(JSON.parse(json, without))
    }),
    { seed: 1 },
  )
})

test('types, weights, missing words and ignored fields', () => {
  const options = { label: 'y', weight: 'w', text: ['zip'], number: ['n'], ignore: ['id', 'o.p'], missing: ['NA'] }
  const { parse } = jsonLines(options)
  expect(parse('{"y":"no","w":2,"zip":12,"n":"007","id":9,"o":{"p":1,"q":2},"m":"NA"}')).toEqual({
    x: { zip: '12', n: 7, 'o.q': 2, m: null },
    y: 'no',
    weight: 2,
  })
  expect(() => parse('{"n":"x"}')).toThrow('"n" should be a finite number, but is "x"')
  expect(() => parse('{"w":"2"}')).toThrow('the weight "w" should be a number ≥ 0, but is "2"')
})

test.each([
  ['[1]', 'an event should be a JSON object, but is a list'],
  ['7', 'an event should be a JSON object, but is 7'],
  ['null', 'an event should be a JSON object, but is null'],
  ['{"y":["a"]}', '"y" should be a text, a number or a boolean, but is a list'],
])('%s is refused', (line, message) => {
  expect(() => jsonLines({ label: 'y' }).parse(line)).toThrow(new InvalidEvent(message))
})

test('an unfinished line is whole if it is an object', () => {
  const { isWhole } = jsonLines().open(new Uint8Array(), true)!
  expect(['{"a":1}', '{"a":1', '{"a":1}{', '12'].map((line) => isWhole!(new TextEncoder().encode(line)))).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('parseJson refuses what breaks a limit', () => {
  const parse = parseJson({ maxDepth: 2, maxKeys: 3 })
  expect(parse('{"a":{"b":1},"c":[1]}')).toEqual({ a: { b: 1 }, c: [1] })
  expect(() => parse('{"a":{"b":[]}}')).toThrow(InvalidEvent)
  expect(() => parse('[{"a":1,"b":1},{"c":1,"d":1}]')).toThrow('at most 3 keys')
  expect(() => parse('{"a":{"__proto__":1}}')).toThrow('"__proto__"')
  expect(() => parse('{"a":1e999}')).toThrow('a should be finite, but is Infinity')
  expect(() => parse('{')).toThrow(SyntaxError)
  expect(() => parseJson()('['.repeat(1e6) + ']'.repeat(1e6))).toThrow('nests deeper')
})
