/**
 * Writes plain data as JSON, exactly: what JSON would lose (undefined, NaN, ±Infinity, −0, bigints, dates, typed arrays) is
 * written as `{"$": [kind, …]}`. Equal data gives equal text, in ASCII.
 *
 * @param value - strings, numbers, booleans, bigints, dates, null, undefined, and arrays, typed arrays and plain objects of them
 * @throws TypeError for anything else, such as a function, a Map or another object of a class
 */
export function toPlainText(value: unknown): string {
  // JSON's own escapes are ASCII; what is left beyond ASCII stands within strings, where an escape means the same.
  return JSON.stringify(isJson(value) ? value : tagged(value)).replace(
    /[\u0080-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Reads what {@link toPlainText} wrote. */
export function fromPlainText(text: string): unknown {
  return untagged(JSON.parse(text))
}

const TYPED = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const

/** Whether JSON loses nothing of it: most data is so, and looking at it takes a fraction of copying it. */
function isJson(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  if (typeof value !== 'object') return false
  if (Array.isArray(value)) {
    // Not every(), which passes over holes.
    for (let i = 0; i < value.length; i++) if (!isJson(value[i])) return false
    return true
  }
  if (!isPlain(value) || isTagged(value)) return false
  for (const key of Object.keys(value)) if (!isJson((value as Record<string, unknown>)[key])) return false
  return true
}

function tagged(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : tag('number', Object.is(value, -0) ? '-0' : `${value}`)
  }
  if (value === undefined) return tag('undefined')
  if (typeof value === 'bigint') return tag('bigint', `${value}`)
  if (Array.isArray(value)) return Array.from(value, tagged)
  if (value instanceof Date) return tag('date', tagged(value.getTime()))
  for (const [name, type] of Object.entries(TYPED))
    if (value instanceof type) return tag(name, Array.from(value, tagged))
  if (typeof value !== 'object' || !isPlain(value)) {
    throw new TypeError(
      `only plain data can be saved, but here is ${typeof value === 'object' ? 'an object of a class' : `a ${typeof value}`}`,
    )
  }
  const entries = Object.entries(value).map(([key, v]): [string, unknown] => [key, tagged(v)])
  return Object.hasOwn(value, '$') ? tag('object', entries) : Object.fromEntries(entries)
}

function untagged(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(untagged)
  if (!isTagged(value)) return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, untagged(v)]))
  const [kind, data] = value.$
  if (kind === 'number') return Number(data)
  if (kind === 'undefined') return undefined
  if (kind === 'bigint') return BigInt(data as string)
  if (kind === 'date') return new Date(untagged(data) as number)
  if (kind === 'object') return Object.fromEntries((data as [string, unknown][]).map(([key, v]) => [key, untagged(v)]))
  const type = TYPED[kind as keyof typeof TYPED]
  if (type === undefined) throw new TypeError(`plain data of the unknown kind ${JSON.stringify(kind)}`)
  return (type as Float64ArrayConstructor).from((data as unknown[]).map((v) => untagged(v) as number))
}

function tag(kind: string, ...data: unknown[]): { $: unknown[] } {
  return { $: [kind, ...data] }
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function isTagged(value: object): value is { $: [kind: string, data: unknown] } {
  return Object.hasOwn(value, '$')
}
