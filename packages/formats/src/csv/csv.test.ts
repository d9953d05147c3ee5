import { InvalidEvent } from '@rivulet/core'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { encodeUtf8 } from '../bytes/utf8.ts'
import type { Example } from '../format.ts'
import { InvalidHeader } from '../invalidHeader.ts'
import { type CsvFields, type CsvOptions, csv } from './csv.ts'
import { guessDelimiter } from './guessDelimiter.ts'
import { isNumber } from './isNumber.ts'
import { splitCells } from './splitCells.ts'

const quoted = (cell: string): string => (/[",\n\r]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** The events of a text without line breaks in its cells. */
function read(text: string, options: CsvOptions = { label: 'y' }): (Example<CsvFields> | undefined | string)[] {
  const bytes = encodeUtf8(text)
  const format = csv(options).open(bytes, true)!
  return text
    .slice(new TextDecoder().decode(bytes.subarray(0, format.top.bytes)).length)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      try {
        return format.read(encodeUtf8(line))
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidEvent)
        return (error as Error).message
      }
    })
}

test('whatever is in a cell comes out of it', () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '🙂') })
    .filter((text) => text !== '')
  fc.assert(
    fc.property(
      fc.uniqueArray(cell, { minLength: 1, maxLength: 5 }),
      fc.array(cell, { minLength: 5 }),
      (names, cells) => {
        const header = encodeUtf8(`${[...names, 'y!'].map(quoted).join(',')}\n`)
        const format = csv({ label: 'y!', delimiter: ',' }).open(header, true)!
        expect(format.top.bytes).toBe(header.length)
        const { x, y } = format.read(encodeUtf8([...cells.slice(0, names.length), 'label'].map(quoted).join(',')))!
        expect(y).toBe('label')
        expect(Object.entries(x)).toEqual(names.map((name, i) => [name, cells[i]]))
      },
    ),
    { seed: 1 },
  )
})

test('cells are those of Papa Parse, wherever it finds no fault', () => {
  const piece = fc.constantFrom('a', '"', '""', ',', ',"', '",', ' ', 'é', '5 ft 6"')
  let agreed = 0
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const record = pieces.join('')
      const { data, errors } = Papa.parse<string[]>(record, { delimiter: ',', newline: '\n' })
      if (errors.length > 0 || record === '') return
      agreed++
      expect(splitCells(record, ',').cells).toEqual(data[0])
    }),
    { seed: 1, numRuns: 5000 },
  )
  expect(agreed).toBeGreaterThan(1000)
})

describe('what is a number comes back digit for digit', () => {
  test.each([
    '0',
    '7',
    '-3',
    '+3',
    '1.50',
    '.5',
    '5.',
    '-0.25',
    '1e-07',
    '1.5E10',
    '1e+16',
    '9007199254740991',
    '123456789012345',
  ])('%s', (text) => {
    expect(isNumber(text)).toBe(true)
  })
  test.each([
    ...['', '-', '.', '007', '00202938', '-01', '00.5', '1e2641', '655e38', '1e5', '0047583311587E590003', '1.0e+999'],
    ...[
      '208310224003697457',
      '208310224003697459',
      '0x10',
      '1-2',
      '1.2.3',
      'Infinity',
      'NaN',
      '1_000',
      '1,5',
      ' 1',
      'e',
      '1e',
      '.e+5',
    ],
  ])('%j is none', (text) => {
    expect(isNumber(text)).toBe(false)
  })
  test('of any digits: a number says the same as they', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789.-+e'), maxLength: 24 })
    fc.assert(
      fc.property(digits, (text) => {
        if (!isNumber(text)) return
        expect(Number.isFinite(Number(text))).toBe(true)
        if (/^-?\d+$/.test(text) && text !== '-0') expect(String(Number(text))).toBe(text)
      }),
      { seed: 1, numRuns: 20_000 },
    )
  })
})

test('each cell is what it says', () => {
  const [event] = read('a,b,c,d,e,f,g,h,__proto__,y\n-1.5e3,"7",.5, 12 , true,+3,1-2,,x,1')
  expect(Object.entries((event as Example<CsvFields>).x)).toEqual([
    ['a', -1500],
    ['b', '7'],
    ['c', 0.5],
    ['d', 12],
    ['e', true],
    ['f', 3],
    ['g', '1-2'],
    ['h', null],
    ['__proto__', 'x'],
  ])
  expect((event as Example<CsvFields>).y).toBe(1)
})

test.each<[string, string, CsvOptions, unknown]>([
  [
    'blanks are trimmed, in names too',
    'a, b , y\n 1 , true, no',
    { label: 'y' },
    { x: { a: 1, b: true }, y: 'no', weight: 1 },
  ],
  [
    'columns without a name are passed over',
    'a,b,y,,\n1,2,yes,,',
    { label: 'y' },
    { x: { a: 1, b: 2 }, y: 'yes', weight: 1 },
  ],
  ['and may be left out at the end', 'a,y,,\n1,yes', { label: 'y' }, { x: { a: 1 }, y: 'yes', weight: 1 }],
  ['as may empty cells that are too many', 'a,y\n1,yes,,', { label: 'y' }, { x: { a: 1 }, y: 'yes', weight: 1 }],
  [
    'words for missing',
    'a,b,y\nNA,NULL,NA',
    { label: 'y', missing: ['NA'] },
    { x: { a: null, b: 'NULL' }, y: undefined, weight: 1 },
  ],
  [
    'types that were said',
    'id,zip,n,y\n1,12,007,3',
    { label: 'y', ignore: ['id'], text: ['zip', 'y'], number: ['n'] },
    { x: { zip: '12', n: 7 }, y: '3', weight: 1 },
  ],
  ['weights', 'a,w,y\n1,2.5,no', { label: 'y', weight: 'w' }, { x: { a: 1 }, y: 'no', weight: 2.5 }],
  [
    'names for a file without a header',
    '1,no',
    { label: 'y', columns: ['a', 'y'] },
    { x: { a: 1 }, y: 'no', weight: 1 },
  ],
  ['a line for Excel', 'sep=|\na|y\n1,5|no', { label: 'y' }, { x: { a: '1,5' }, y: 'no', weight: 1 }],
  ['no label at all', 'a\n1', {}, { x: { a: 1 }, y: undefined, weight: 1 }],
  ['the header met again', 'a,y\na,y', { label: 'y' }, undefined],
  ['too few cells', 'a,b,y\n1,2', { label: 'y' }, 'the record should have 3 cells as the header has, but has 2'],
  ['too many', 'a,b,y\n1,2,3,4', { label: 'y' }, 'the record should have 3 cells as the header has, but has 4'],
  [
    'a weight that is none',
    'a,w,y\n1,-1,no',
    { label: 'y', weight: 'w' },
    'the weight "w" should be a number ≥ 0, but is -1',
  ],
  [
    'a number that is none',
    'a,y\n12 EUR,no',
    { label: 'y', number: ['a'] },
    '"a" should be a finite number, but is "12 EUR"',
  ],
])('%s', (_, text, options, expected) => {
  expect(read(text, options)).toEqual([expected])
})

test.each([
  [['SKU (a, b);Name (1, or 2);Price', 'x, y;z, z;3'], ';'],
  [['SKU (a, b);Name (1, or 2);Price'], ';'],
  [['a,b', '1,2'], ','],
  [['a\tb', '1,5\t2,5'], '\t'],
  [['a|b', '1|2'], '|'],
  [['"a,b";c', '1;2'], ';'],
  [['a'], ','],
])('the delimiter of %j is %j', (lines, delimiter) => {
  expect(guessDelimiter(lines)).toBe(delimiter)
})

test.each<[string, string | Uint8Array, CsvOptions, string]>([
  ['a name twice', 'a,y,a\n', { label: 'y' }, 'the header has the column "a" twice'],
  [
    'no label',
    'a,late\n',
    { label: 'lat' },
    '--label should be a column of the header, a, late, but is lat; did you mean late?',
  ],
  [
    'a quote that is not closed',
    'a,"b,y\n1,2,3\n',
    { label: 'y' },
    'the header (line 1) opens a quote that is never closed',
  ],
  ['bytes of Latin-1', Uint8Array.of(97, 44, 0xe4, 10), {}, 'the header (line 1) is not valid UTF-8 in column 2'],
])('a header with %s is refused', (_, text, options, message) => {
  const bytes = typeof text === 'string' ? encodeUtf8(text) : text
  expect(() => csv(options).open(bytes, true)).toThrow(InvalidHeader)
  expect(() => csv(options).open(bytes, true)).toThrow(message)
})

test('a header is waited for until it is whole', () => {
  const text = encodeUtf8('\ufeff"a\nb",y\n1,2\n')
  const format = csv({ label: 'y' })
  for (let n = 0; n < 11; n++) expect(format.open(text.subarray(0, n), false)).toBeUndefined()
  expect(format.open(text, false)!.top).toEqual({ bytes: 11, lines: 2 })
})

test('bad options are refused', () => {
  expect(() => csv({ delimiter: '""' })).toThrow('delimiter should be one character')
  expect(() => csv({ text: ['a'], ignore: ['a'] })).toThrow('the field "a" should be')
  expect(() => csv({ label: 'y', ignore: ['y'] })).toThrow('the label "y" should be a field that is not ignored')
})
