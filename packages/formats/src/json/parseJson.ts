import { check, InvalidEvent } from '@rivulet/core'

/** What a JSON text may be. */
export interface JsonLimits {
  /** How deep objects and lists may nest, 1 for a flat object; default 32. */
  readonly maxDepth?: number
  /** How many keys all its objects may have together; default 10,000. */
  readonly maxKeys?: number
}

/**
 * Makes a function that parses one event as JSON, within limits. Of its keys `__proto__` is refused, which is a trap in any object it is copied to; so are
 * numbers that are too large, which JSON cannot say again.
 *
 * @throws SyntaxError from that function if the text is no JSON
 * @throws InvalidEvent from that function if it is, but breaks a limit
 *
 * @example
 * ```ts
 * import { parseJson } from '@rivulet/formats'
 *
 * const parse = parseJson<{ amount: number }>({ maxDepth: 2 })
 * parse('{"amount": 3}').amount // => 3
 * ```
 */
export function parseJson<E = unknown>(limits: JsonLimits = {}): (text: string) => E {
  const check = checkJson(limits)
  return (text) => {
    const value: unknown = JSON.parse(text)
    check(value)
    return value as E
  }
}

/**
 * Makes a function that sees to it that what was parsed as JSON is within limits, for who has parsed many events at once.
 *
 * @throws InvalidEvent from that function if the value breaks a limit
 *
 * @example
 * ```ts
 * import { checkJson } from '@rivulet/formats'
 *
 * const check = checkJson({ maxDepth: 2 })
 * let reason = ''
 * try { check([[[1]]]) } catch (error) { reason = String(error) }
 * reason // => 'InvalidEvent: an event should nest at most 2 deep, but nests deeper'
 * ```
 */
export function checkJson(limits: JsonLimits = {}): (value: unknown) => void {
  const { maxDepth = 32, maxKeys = 10_000 } = limits
  check(
    Number.isInteger(maxDepth) && maxDepth >= 1 && maxDepth <= 1000,
    'maxDepth',
    'an integer from 1 to 1000',
    maxDepth,
  )
  check(Number.isInteger(maxKeys) && maxKeys >= 0, 'maxKeys', 'an integer ≥ 0', maxKeys)
  return (value) => {
    let keys = 0
    const walk = (node: unknown, depth: number): void => {
      if (typeof node !== 'object' || node === null) return
      if (depth > maxDepth) throw new InvalidEvent(`an event should nest at most ${maxDepth} deep, but nests deeper`)
      if (Array.isArray(node)) {
        for (const item of node) walk(item, depth + 1)
        return
      }
      for (const key of Object.keys(node)) {
        if (++keys > maxKeys) throw new InvalidEvent(`an event should have at most ${maxKeys} keys, but has more`)
        if (key === '__proto__') throw new InvalidEvent('an event should have no key "__proto__", but has one')
        const field = (node as Record<string, unknown>)[key]
        if (typeof field === 'number' && !Number.isFinite(field))
          throw new InvalidEvent(`${key.slice(0, 80)} should be finite, but is ${field}`)
        walk(field, depth + 1)
      }
    }
    walk(value, 1)
  }
}
