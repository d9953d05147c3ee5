/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Stateful } from '../vocabulary.ts'
import { decode, encode, record } from './index.ts'

/** What fixtures/example.safetensors holds. */
const example: Stateful = record({
  model: {
    save(to) {
      to.array('weights', [0.5, -0, Number.POSITIVE_INFINITY, Number.NaN, 5e-324])
      to.array('empty', [])
      to.text('labels', '["ham","späm 😀",0,false]')
    },
    load() {},
  },
  random: {
    save(to) {
      to.array('words', [1, 0xffffffff], 'U32')
      to.array('bytes', [0, 7, 255], 'U8')
      to.text('__proto__', '\u0000"\\/')
    },
    load() {},
  },
  none: { save() {}, load() {} },
})

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url))

test('the format is what it was: the golden file has the same bytes', () => {
  expect(Buffer.from(encode(example)).equals(fixture('example.safetensors'))).toBe(true)
})

test("Hugging Face's reader finds in it what decode finds (fixtures/read.py)", () => {
  const theirs = JSON.parse(fixture('example.json').toString())
  const { '/crc32': crc32, '/rivulet': version, 'none/': none, ...texts } = theirs.metadata
  expect([crc32, version, none]).toEqual([theirs.crc32, '1', ''])
  const ours = new Map(decode(fixture('example.safetensors')).entries())
  for (const [path, text] of Object.entries(texts)) expect(ours.get(path)).toBe(text)
  for (const [path, { dtype, values }] of Object.entries<{ dtype: string; values: (string | number)[] }>(
    theirs.arrays,
  )) {
    const array = ours.get(path) as Float64Array
    expect(array.constructor.name.toLowerCase()).toBe(`${dtype}array`)
    expect([...array]).toEqual(values.map((v) => Number(String(v).replace('inf', 'Infinity'))))
  }
  expect(ours.size).toBe(Object.keys(texts).length + Object.keys(theirs.arrays).length)
})
