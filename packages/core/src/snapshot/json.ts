import { show } from '../show.ts'

/** A value that JSON says exactly: what is written down as JSON and read again is the same. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** How deep a value may nest: JSON that is deeper overflows the stack of those who read it. */
const MAX_DEPTH = 500

/**
 * Writes a value as JSON, or refuses what would be read as another: `JSON.parse(toJson(v))` equals v.
 *
 * JSON.stringify writes NaN as null, a Date as a text, a Map and a typed array as objects, and leaves out what is undefined; here each is an
 * error that names its field. −0, which it writes as 0, is written as -0, which JSON has and JSON.parse reads.
 *
 * @param value - null, booleans, finite numbers, texts, and lists and plain objects of them
 * @param name - what it is called in errors
 * @throws RangeError `event.price should be a finite number, but is NaN`
 *
 * @example
 * ```ts
 * import { toJson } from '@rivulet/core/snapshot'
 *
 * toJson({ price: 2.5, change: -0 }, 'event') // => '{"price":2.5,"change":-0}'
 * ```
 */
export function toJson(value: unknown, name: string): string {
  const found = { negativeZero: false }
  checkJson(value, name, [], found)
  return found.negativeZero ? written(value as Json) : JSON.stringify(value)
}

function checkJson(value: unknown, name: string, above: object[], found: { negativeZero: boolean }): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw refusal(name, 'a finite number', String(value))
    if (value === 0 && Object.is(value, -0)) found.negativeZero = true
    return
  }
  if (typeof value !== 'object') {
    const expected = value === undefined ? 'null or left out' : 'plain JSON'
    throw refusal(name, expected, typeof value === 'bigint' ? `the bigint ${value}` : show(value))
  }
  if (above.includes(value)) throw refusal(name, 'plain JSON', 'a part of itself')
  if (above.length === MAX_DEPTH) throw refusal(name, `nested at most ${MAX_DEPTH} deep`, 'deeper')
  above.push(value)
  if (Array.isArray(value)) {
    if (Object.keys(value).length > value.length) throw refusal(name, 'a plain list', 'one with fields of its own')
    for (let i = 0; i < value.length; i++) checkJson(value[i], `${name}[${i}]`, above, found)
  } else {
    const kind = kindOf(value)
    if (kind !== undefined) throw refusal(name, 'plain JSON', kind)
    for (const key of Object.keys(value)) {
      const field = (value as Record<string, unknown>)[key]
      // Most fields are texts and whole numbers, for which no name has to be made.
      if (typeof field === 'string' || (typeof field === 'number' && field - field === 0 && field !== 0)) continue
      checkJson(field, /^[\w$]+$/.test(key) ? `${name}.${key}` : `${name}[${show(key)}]`, above, found)
    }
  }
  above.pop()
}

/** What an object is, if it is no plain one. */
function kindOf(value: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value)
  // Another realm, a page's frame or a test's, has an Object of its own.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    const { name = '' } = (value.constructor ?? {}) as { name?: string }
    return `a ${name === '' ? 'object of a class' : name}`
  }
  if ('toJSON' in value) return 'an object with a toJSON of its own'
  return Object.getOwnPropertySymbols(value).length > 0 ? 'an object with symbols for keys' : undefined
}

function written(value: Json): string {
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  return `{${Object.entries(value)
    .map(([key, field]) => `${JSON.stringify(key)}:${written(field)}`)
    .join(',')}}`
}

function refusal(name: string, expected: string, actual: string): RangeError {
  return new RangeError(`${name} should be ${expected}, but is ${actual}`)
}
