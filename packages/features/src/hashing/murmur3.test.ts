import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { murmur3, murmur3Name } from './murmur3.ts'

const fixture = JSON.parse(readFileSync(new URL('../../fixtures/hashing.json', import.meta.url), 'utf8')) as {
  hashes: [text: string, seed: number, hash: number][]
}

/** The reference, from bytes and without haste. */
function slowly(bytes: Uint8Array, seed: number): number {
  const rotl = (x: bigint, r: bigint): bigint => ((x << r) | (x >> (32n - r))) & 0xffffffffn
  const times = (a: bigint, b: bigint): bigint => (a * b) & 0xffffffffn
  let h = BigInt(seed)
  for (let i = 0; i < bytes.length; i += 4) {
    let k = 0n
    for (const [j, byte] of bytes.subarray(i, i + 4).entries()) k |= BigInt(byte) << BigInt(8 * j)
    h ^= times(rotl(times(k, 0xcc9e2d51n), 15n), 0x1b873593n)
    if (i + 4 <= bytes.length) h = (times(rotl(h, 13n), 5n) + 0xe6546b64n) & 0xffffffffn
  }
  h ^= BigInt(bytes.length)
  h = times(h ^ (h >> 16n), 0x85ebca6bn)
  h = times(h ^ (h >> 13n), 0xc2b2ae35n)
  return Number(h ^ (h >> 16n))
}

describe('murmur3', () => {
  test('equals the definition on the bytes of TextEncoder, lone surrogates included', () => {
    const encoder = new TextEncoder()
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.array(fc.integer({ min: 0xd700, max: 0xe0ff })).map((codes) => String.fromCharCode(...codes)),
    )
    fc.assert(
      fc.property(text, fc.nat(0xffffffff), (s, seed) => murmur3(s, seed) === slowly(encoder.encode(s), seed)),
      { seed: 1, numRuns: 2000 },
    )
  })
  test('a name in parts hashes as the name joined', () => {
    const part = fc.string({ unit: fc.constantFrom('a', '=', 'é', '語', '😀', '\ud83d', '\ude00') })
    fc.assert(
      fc.property(part, part, (key, value) => murmur3Name(key, value, 3) >>> 0 === murmur3(`${key}=${value}`, 3)),
      { seed: 1, numRuns: 500 },
    )
  })
  // Collected by Ian Boyd from several implementations: https://stackoverflow.com/a/31929528
  test.each([
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['', 0xffffffff, 0x81f16f39],
    ['\0\0\0\0', 0, 0x2362f9de],
    ['aaaa', 0x9747b28c, 0x5a97808a],
    ['aaa', 0x9747b28c, 0x283e0130],
    ['aa', 0x9747b28c, 0x5d211726],
    ['a', 0x9747b28c, 0x7fa09ea6],
    ['abcd', 0x9747b28c, 0xf0478627],
    ['abc', 0x9747b28c, 0xc84a62dd],
    ['ab', 0x9747b28c, 0x74875592],
    ['Hello, world!', 0x9747b28c, 0x24884cba],
    ['ππππππππ', 0x9747b28c, 0xd58063c1],
    ['a'.repeat(256), 0x9747b28c, 0x37405bdc],
    ['abc', 0, 0xb3dd93fa],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', 0, 0xee925b90],
  ])('published: %j with seed %i', (text, seed, hash) => {
    expect(murmur3(text, seed)).toBe(hash)
  })
  test('scikit-learn hashes the same', () => {
    for (const [text, seed, hash] of fixture.hashes)
      expect([text, seed, murmur3(text, seed)]).toEqual([text, seed, hash])
    expect(fixture.hashes.length).toBeGreaterThan(190)
  })
  test('a lone surrogate is U+FFFD', () => {
    expect(murmur3('a\ud83d')).toBe(murmur3('a\ufffd'))
    expect(murmur3('\ude00\ud83d')).toBe(murmur3('\ufffd\ufffd'))
  })
})
