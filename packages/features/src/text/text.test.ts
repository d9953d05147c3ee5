import { InvalidEvent } from '@rivulet/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { characterNGrams } from './characterNGrams.ts'
import { nGrams } from './nGrams.ts'
import { unicodeVersion } from './unicode.gen.ts'
import { isWordCharacter, toLowerCase } from './unicode.ts'
import { words } from './words.ts'

describe('the tables', () => {
  test('agree with an engine of their Unicode version in every code point, and nearly with others', () => {
    let differences = 0
    for (let c = 0; c <= 0x10ffff; c++) {
      const character = String.fromCodePoint(c)
      if (isWordCharacter(c) !== /^[\p{L}\p{M}\p{N}]$/u.test(character)) differences++
      if (toLowerCase(c) !== character.toLowerCase().codePointAt(0)) differences++
    }
    expect(differences).toBeLessThanOrEqual(process.versions['unicode'] === unicodeVersion ? 0 : 10_000)
  })
})

describe('words', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['  ...  ', []],
    ['a', ['a']],
    ['Free ENTRY in 2 a wkly comp!', ['free', 'entry', 'in', '2', 'a', 'wkly', 'comp']],
    ["don't_stop", ['don', 't', 'stop']],
    ['ΟΔΟΣ Straße İstanbul', ['οδοσ', 'straße', 'istanbul']],
    ['नमस्ते दुनिया', ['नमस्ते', 'दुनिया']],
    ['東京 2026年', ['東京', '2026年']],
    ['𝒳😀𐐀', ['𝒳', '𐐨']],
    ['a\ud83db', ['a', 'b']],
  ])('of %j', (text, expected) => {
    expect(words(text)).toEqual(expected)
  })
  test('words are of word characters, in lower case, and survive being split again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = words(text)
        expect(words(found.join(' '))).toEqual(found)
        for (const word of found) expect(word).not.toBe('')
      }),
      { seed: 1 },
    )
  })
  test('what is no text is refused', () => {
    for (const bad of [undefined, null, 7]) {
      expect(() => words(bad as never)).toThrow(InvalidEvent)
      expect(() => characterNGrams(bad as never, 1, 2)).toThrow(InvalidEvent)
    }
  })
})

describe('n-grams', () => {
  test('n tokens have n − k + 1 runs of k, each of neighbours', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { maxLength: 9 }), fc.integer({ min: 1, max: 4 }), (t, k) => {
        const grams = nGrams(t, k, k)
        expect(grams.length).toBe(Math.max(0, t.length - k + 1))
        for (const [i, gram] of grams.entries()) expect(gram).toBe(t.slice(i, i + k).join(' '))
      }),
      { seed: 1 },
    )
  })
  test('characters are code points', () => {
    expect(characterNGrams('a😀b', 2, 3)).toEqual(['a😀', '😀b', 'a😀b'])
  })
  test('lengths are checked', () => {
    for (const [from, to] of [
      [0, 1],
      [2, 1],
      [1, 1.5],
      [Number.NaN, 1],
    ] as const) {
      expect(() => nGrams(['a'], from, to)).toThrow(RangeError)
    }
  })
})
