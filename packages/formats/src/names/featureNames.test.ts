import { decode, encode, InvalidSnapshot } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FeatureNames } from './featureNames.ts'

const name = fc.uint8Array({ maxLength: 12 })

function admit(names: FeatureNames, bytes: Uint8Array): number {
  return names.admit(Uint8Array.of(1, ...bytes, 2), 1, bytes.length + 1)
}

test('numbers names as a Map of them does, and goes on so after it was saved', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 300 }), fc.nat(300), (list, cut) => {
      const map = new Map<string, number>()
      let names = new FeatureNames()
      for (const [i, bytes] of list.entries()) {
        if (i === cut) {
          const copy = new FeatureNames()
          copy.load(decode(encode(names)))
          names = copy
        }
        const key = bytes.join()
        if (!map.has(key)) map.set(key, map.size)
        expect(admit(names, bytes)).toBe(map.get(key))
        expect(names.size).toBe(map.size)
      }
    }),
  )
})

test('above the cap a name has no number, and those known keep theirs', () => {
  const names = new FeatureNames(2)
  expect(['a', 'b', 'c', 'a', 'c', 'b'].map((c) => admit(names, Uint8Array.of(c.charCodeAt(0))))).toEqual([
    0, 1, -1, 0, -1, 1,
  ])
  expect([names.name(0), names.name(1), names.name(2)]).toEqual(['a', 'b', undefined])
  expect(() => new FeatureNames(0)).toThrow('cap should be a whole number from 1 to 2²⁴, but is 0')
  expect(() => new FeatureNames(Number.NaN)).toThrow(RangeError)
})

test('names that look the same but are other bytes are two', () => {
  const names = new FeatureNames()
  expect(admit(names, Uint8Array.of(0xff))).toBe(0)
  expect(admit(names, Uint8Array.of(0xfe))).toBe(1)
  expect(names.name(0)).toBe(names.name(1))
})

test.each([
  [[3, 2], 'aab'],
  [[1, 2], 'aa'],
  [[1, 9], 'ab'],
  [[1], 'ab'],
  [[], 'a'],
])('refuses a snapshot whose names end at %j in %s, and changes nothing', (ends, text) => {
  const names = new FeatureNames()
  admit(names, Uint8Array.of(7))
  const damaged = encode({
    save(to) {
      to.text('cap', String(names.cap))
      to.array(
        'names',
        [...text].map((c) => c.charCodeAt(0)),
        'U8',
      )
      to.array('ends', ends, 'U32')
    },
    load() {},
  })
  expect(() => names.load(decode(damaged))).toThrow(InvalidSnapshot)
  expect([names.size, admit(names, Uint8Array.of(7))]).toEqual([1, 0])
})

test('names that are taken back were never there', () => {
  const name = fc.uint8Array({ minLength: 1, maxLength: 3, max: 9 })
  fc.assert(
    fc.property(fc.array(fc.array(name, { maxLength: 60 }), { maxLength: 6 }), (lists) => {
      const names = new FeatureNames()
      const kept = new FeatureNames()
      for (const [k, list] of lists.entries()) {
        const before = names.size
        for (const bytes of list) names.admit(bytes, 0, bytes.length)
        if (k % 2 === 0) names.takeBack(before)
        else for (const bytes of list) kept.admit(bytes, 0, bytes.length)
        expect(encode(names)).toEqual(encode(kept))
        for (const bytes of lists.flat()) {
          const [size, at] = [names.size, names.admit(bytes, 0, bytes.length)]
          if (at >= size) names.takeBack(size)
          const found = kept.size
          expect(at < size ? at : -1).toBe(((i) => (i < found ? i : -1))(kept.admit(bytes, 0, bytes.length)))
          kept.takeBack(found)
        }
      }
    }),
    { seed: 1, numRuns: 200 },
  )
})
