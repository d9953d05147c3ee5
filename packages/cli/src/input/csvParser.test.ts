import { InvalidEvent } from '@rivulet/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OptionError } from '../command/optionError.ts'
import { csvParser } from './csvParser.ts'

const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

test('whatever is in a cell comes out of it', () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '🙂') })
    .filter((text) => text !== '')
  fc.assert(
    fc.property(
      fc.uniqueArray(cell, { minLength: 1, maxLength: 5 }),
      fc.array(cell, { minLength: 5 }),
      (names, cells) => {
        const columns = [...names, 'y!']
        const values = [...cells.slice(0, names.length), 'label']
        const parse = csvParser('y!')
        const { fields, y } = parse(values.map(quoted).join(','), columns.map(quoted).join(','))
        expect(y).toBe('label')
        expect(Object.entries(fields)).toEqual(names.map((name, i) => [name, values[i]]))
      },
    ),
    { seed: 1 },
  )
})

test.each([',', ';', '\t', '|'])('%j is a delimiter if the header has it', (delimiter) => {
  const cells = ['late', '7', 'a b', 'true']
  const { fields, y } = csvParser('y')(cells.join(delimiter), ['y', 'n', 'text', 'flag'].join(delimiter))
  expect([y, fields]).toEqual(['late', Object.assign(Object.create(null), { n: 7, text: 'a b', flag: true })])
})

test('numbers are numbers, empty cells are missing, and any name is a name', () => {
  const parse = csvParser('y')
  const header = 'a,b,c,d,e,f,g,__proto__,y'
  const { fields, y } = parse('-1.5e3,007,.5, 12 ,+3,1-2,,x,1', header)
  expect(Object.entries(fields)).toEqual([
    ['a', -1500],
    ['b', 7],
    ['c', 0.5],
    ['d', 12],
    ['e', 3],
    ['f', '1-2'],
    ['g', null],
    ['__proto__', 'x'],
  ])
  expect(y).toBe(1)
})

describe('a record that does not fit is refused', () => {
  test.each([
    ['1,2', 'the record should have 3 cells as the header has, but has 2'],
    ['1,2,3,4', 'the record should have 3 cells as the header has, but has 4'],
    ['1e999,2,3', 'a should be finite, but is 1e999'],
    ['1,"2"x,3', 'the record is no CSV: Trailing quote on quoted field is malformed'],
    ['1,2"\n5,6"x,7', 'the record is no CSV: a quote stands within a cell'],
    ['1,2,', 'the label "y" is missing'],
  ])('%j', (record, message) => {
    expect(() => csvParser('y')(record, 'a,b,y')).toThrow(new InvalidEvent(message))
  })
})

test('a header that cannot be used is a matter of the command line', () => {
  expect(() => csvParser('y')('1,2,3', 'a,y,a')).toThrow(new OptionError('the header has the column "a" twice'))
  expect(() => csvParser('y')('1', 'a')).toThrow(
    new OptionError('--label should be a column of the header, a, but is y'),
  )
})
