import { InvalidEvent } from '@rivulet/core'
import { expect, test } from 'vitest'
import { readHeader, readRecord } from './csv.ts'

test('a record becomes fields by the names of the header', () => {
  const columns = readHeader('name,n,flag,"a, b"')
  expect(readRecord('x,1.5,true,', columns)).toEqual({ name: 'x', n: 1.5, flag: true })
  expect(readRecord('"say ""hi""",-2e3,false,"l\n2"', columns)).toEqual({
    name: 'say "hi"',
    n: -2000,
    flag: false,
    'a, b': 'l\n2',
  })
  expect(readRecord('1e999,0x10, 1,007', columns)).toEqual({ name: '1e999', n: '0x10', flag: ' 1', 'a, b': 7 })
})

test('the delimiter is what the header has', () => {
  const columns = readHeader('a;b;c')
  expect(readRecord('1;2,5;3', columns)).toEqual({ a: 1, b: '2,5', c: 3 })
  expect(readRecord('1\t2', readHeader('a\tb'))).toEqual({ a: 1, b: 2 })
  expect(readRecord('1', readHeader('a'))).toEqual({ a: 1 })
})

test('a record of other columns or with bad quotes is refused, a bad header is an error', () => {
  const columns = readHeader('a,b')
  for (const record of ['1', '1,2,3', '"1,2', '"1"x,2']) expect(() => readRecord(record, columns)).toThrow(InvalidEvent)
  expect(() => readHeader('a,b,a')).toThrow('distinct names')
  expect(() => readHeader('a,__proto__')).toThrow('"__proto__"')
})
