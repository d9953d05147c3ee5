import { describe, expect, test } from 'vitest'
import { CHECKSUM_AT, checksumOf, DamagedSnapshot, decode } from './index.ts'

const BEGINNING = '{"__metadata__":{"/crc32":"00000000","/rivulet":'
const F64 = (shape: string, offsets: string): string => `{"dtype":"F64","shape":[${shape}],"data_offsets":[${offsets}]}`

/** A file with this header and this many bytes of data, sealed with a valid checksum, so that the parser is reached. */
function file(rest: string, data = 0): Uint8Array {
  const header = (BEGINNING + rest).padEnd(Math.ceil((BEGINNING.length + rest.length) / 8) * 8)
  const bytes = new Uint8Array(8 + header.length + data)
  new DataView(bytes.buffer).setUint32(0, header.length, true)
  for (let i = 0; i < header.length; i++) bytes[8 + i] = header.charCodeAt(i)
  return seal(bytes)
}

function seal(bytes: Uint8Array): Uint8Array {
  const digits = checksumOf(bytes)
  for (let i = 0; i < 8; i++) bytes[CHECKSUM_AT + i] = digits.charCodeAt(i)
  return bytes
}

describe('a sealed file', () => {
  test('that encode would write is read', () => {
    const snapshot = decode(file(`"1","t":"3"},"w":${F64('2', '0,16')}}`, 16))
    expect([...snapshot.entries()]).toEqual([
      ['t', '3'],
      ['w', new Float64Array(2)],
    ])
  })

  test('with a NaN of other bits than encode writes is refused', () => {
    const good = file(`"1"},"w":${F64('1', '0,8')}}`, 8)
    for (const [high, low, reads] of [
      [0x7ff80000, 0, true],
      [0x7ff00000, 0, true],
      [0xfff00000, 0, true],
      [0xfff80000, 0, false],
      [0x7ff80000, 1, false],
      [0x7ff00000, 1, false],
      [0xffffffff, 0xffffffff, false],
    ] as const) {
      const bytes = good.slice()
      const view = new DataView(bytes.buffer)
      view.setUint32(bytes.length - 8, low, true)
      view.setUint32(bytes.length - 4, high, true)
      seal(bytes)
      if (reads) expect(decode(bytes).array('w')[0]).toBe(view.getFloat64(bytes.length - 8, true))
      else expect(() => decode(bytes)).toThrow('a NaN that encode would not write')
    }
  })

  test('of a newer format says so', () => {
    expect(() => decode(file('"2","t":{"quite":"other"}}}'))).toThrow('has format version 2, but only 1 is known')
  })

  test.each<[string, string, number?]>([
    ['a number as a text', '"1","t":3}}'],
    ['a nested text', '"1","t":{"u":"3"}}}'],
    ['JSON a million deep', `"1","t":${'['.repeat(1e6)}`],
    ['a tensor a million deep', `"1"},"w":${'{"a":'.repeat(1e6)}`],
    ['backslashes without end', `"1","${'\\'.repeat(1e6)}`],
    ['a bad escape', '"1","\\x":"3"}}'],
    ['a control character', '"1","a\u0001":"3"}}'],
    ['two texts of one name', '"1","t":"3","t":"3"}}'],
    ['texts out of order', '"1","u":"3","t":"3"}}'],
    ['spaces within', '"1", "t":"3"}}'],
    ['an escape that encode does not use', '"1","\\u0074":"3"}}'],
    ['something after the end', '"1"}}{}'],
    ['no end', '"1","t":"3"'],
    ['an unknown dtype', '"1"},"w":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}', 2],
    ['two dimensions', `"1"},"w":${F64('1,2', '0,16')}}`, 16],
    ['a negative shape', `"1"},"w":${F64('-1', '0,8')}}`, 8],
    ['a shape that is not its offsets', `"1"},"w":${F64('2', '0,8')}}`, 8],
    ['a shape of 10¹⁴', `"1"},"w":${F64('99999999999999', '0,8')}}`, 8],
    ['overlapping arrays', `"1"},"v":${F64('1', '0,8')},"w":${F64('1', '0,8')}}`, 8],
    ['a hole', `"1"},"v":${F64('1', '0,8')},"w":${F64('1', '16,24')}}`, 24],
    ['arrays out of order', `"1"},"w":${F64('1', '0,8')},"v":${F64('1', '8,16')}}`, 16],
    ['bytes of no array', `"1"},"w":${F64('1', '0,8')}}`, 16],
    ['a name both text and array', `"1","w":"1"},"w":${F64('1', '0,8')}}`, 8],
    ['a name both value and part', '"1","a":"1","a/b":"2"}}'],
    ['an empty part that is not empty', '"1","a/":"","a/b":"2"}}'],
    ['an empty name', '"1","a//b":"2"}}'],
    ['a mark with a text', '"1","a/":"b"}}'],
    ['a name of its own kind', '"1","/other":"b"}}'],
    ['a part too deep', `"1","${'a/'.repeat(65)}a":"b"}}`],
    ['a million slashes', `"1","${'a/'.repeat(1e6)}a":"b"}}`],
  ])('with %s is refused', (_, rest, data) => {
    expect(() => decode(file(rest, data))).toThrow(DamagedSnapshot)
  })

  test('whose header would be longer than it, or than memory, is refused', () => {
    const huge = new Uint8Array(64)
    for (const [low, high] of [
      [57, 0],
      [0x7fffffff, 0],
      [8, 1],
      [0xffffffff, 0xffffffff],
    ] as const) {
      new DataView(huge.buffer).setUint32(0, low, true)
      new DataView(huge.buffer).setUint32(4, high, true)
      expect(() => decode(huge)).toThrow(DamagedSnapshot)
    }
  })
})
