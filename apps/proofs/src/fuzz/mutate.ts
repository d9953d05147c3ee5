import type { Random } from '@rivulet/core'

/** What is put into the middle of things. */
const TOKENS: readonly Uint8Array[] = [
  '__proto__',
  'constructor',
  'toString',
  '__metadata__',
  '"__proto__":',
  '/',
  '//',
  '\\ud800',
  '\\"',
  '"',
  '{',
  '}',
  '[',
  ']',
  '[[[[[[[[',
  ',',
  ':',
  'null',
  'NaN',
  '1e999',
  '-1',
  '-0',
  '0.1',
  '4294967296',
  '9007199254740993',
  '18446744073709551616',
  '"U8"',
  '"F16"',
  '"shape":[-1]',
  '\n',
  '\r\n',
  '\0',
  ' ',
  'é',
].map((text) => new TextEncoder().encode(text))

/** Some bytes with one to four accidents, of which others are the donors. */
export function mutate(bytes: Uint8Array, donor: Uint8Array, random: Random): Uint8Array {
  let mutant: Uint8Array = new Uint8Array(bytes) // not slice, which in a Buffer is a view
  for (let accidents = 1 + random.below(4); accidents > 0; accidents--) mutant = accident(mutant, donor, random)
  return mutant
}

function accident(bytes: Uint8Array, donor: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length + 1)
  const length = random.below(Math.min(bytes.length - at, 1 + random.below(64)) + 1)
  switch (random.below(9)) {
    case 0:
      return splice(bytes, at, length, new Uint8Array())
    case 1:
      return splice(bytes, at, 0, bytes.subarray(at, at + length))
    case 2:
      return bytes.slice(0, at)
    case 3:
      return splice(bytes, at, 0, TOKENS[random.below(TOKENS.length)] as Uint8Array)
    case 4: {
      const token = TOKENS[random.below(TOKENS.length)] as Uint8Array
      return splice(bytes, at, token.length, token)
    }
    case 5: {
      const from = random.below(donor.length + 1)
      return splice(bytes, at, length, donor.subarray(from, from + random.below(64)))
    }
    case 6:
      if (at < bytes.length) bytes[at] = random.below(256)
      return bytes
    case 7:
      return bytes.fill([0, 255, 48, 91][random.below(4)] as number, at, at + length)
    default:
      if (at < bytes.length) bytes[at] = (bytes[at] as number) ^ (1 << random.below(8))
      return bytes
  }
}

function splice(bytes: Uint8Array, at: number, dropped: number, added: Uint8Array): Uint8Array {
  const spliced = new Uint8Array(at + added.length + Math.max(bytes.length - at - dropped, 0))
  spliced.set(bytes.subarray(0, at))
  spliced.set(added, at)
  spliced.set(bytes.subarray(at + dropped), at + added.length)
  return spliced
}
