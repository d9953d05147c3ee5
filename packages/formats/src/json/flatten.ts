import type { FieldRoles } from '../fields/fieldRoles.ts'
import { setField } from '../fields/setField.ts'

/** What a field of a flat event may be; a list of texts is a bag. */
export type FlatField = string | number | boolean | null | string[]

/** The fields of an event, none within another. */
export type FlatFields = Readonly<Record<string, FlatField>>

/** How deep fields are looked for, and how many an event has at most. */
const DEEPEST = 8
const MOST = 10_000

/** Whether an event is flat as it is. */
export function isFlat(event: Readonly<Record<string, unknown>>): boolean {
  let fields = 0
  for (const name of Object.keys(event)) {
    const value = event[name]
    if (++fields > MOST || name === '__proto__') return false
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) continue
    if (typeof value === 'number' && Number.isFinite(value)) continue
    return false
  }
  return true
}

/**
 * Makes an event flat: every field is named by its path.
 *
 * - `{ user: { country: 'NL' } }` has the field `user.country`.
 * - A list of texts is a bag, as it is. `[1, 2]` under `v` is `v.0` and `v.1`, true and false likewise.
 * - The objects of a list share their fields: `{ tags: [{ n: 'x' }, { n: 'y' }] }` has the bag `tags.n` of x and y; numbers add up.
 * - What is deeper than 8, beyond 10,000 fields, too large for a float64, or of two kinds under one name, is skipped, and counted.
 */
export class Flattener {
  readonly #roles: FieldRoles
  #fields: Record<string, FlatField> = {}
  #count = 0
  /** How many lists the field that is being looked at is in. */
  #lists = 0
  #skipped = 0
  #last = ''

  constructor(roles: FieldRoles) {
    this.#roles = roles
  }

  /** How many fields were skipped, of all events. */
  get skipped(): number {
    return this.#skipped
  }

  /** The last that was. */
  get lastSkipped(): string {
    return this.#last
  }

  /** The fields of one event. */
  flatten(event: object): FlatFields {
    this.#fields = {}
    this.#count = 0
    this.#object(event, '', 1)
    return this.#fields
  }

  #object(event: object, path: string, depth: number): void {
    for (const [key, value] of Object.entries(event)) this.#add(path === '' ? key : `${path}.${key}`, value, depth)
  }

  #add(path: string, value: unknown, depth: number): void {
    if (this.#roles.of(path) === 'ignore' || value === null || value === undefined) return
    if (Array.isArray(value)) this.#list(path, value, depth)
    else if (typeof value === 'object') {
      if (depth < DEEPEST) this.#object(value, path, depth + 1)
      else this.#skip(path)
    } else this.#leaf(path, value as string | number | boolean)
  }

  #list(path: string, list: readonly unknown[], depth: number): void {
    this.#lists++
    for (const [i, item] of list.entries()) {
      if (typeof item === 'string') this.#leaf(path, item)
      else if (typeof item === 'object' && item !== null && !Array.isArray(item)) {
        if (depth < DEEPEST) this.#object(item, path, depth + 1)
        else this.#skip(path)
      } else if (!Array.isArray(item)) this.#add(`${path}.${i}`, item, depth)
      else if (depth < DEEPEST) this.#list(`${path}.${i}`, item, depth + 1)
      else this.#skip(path)
    }
    this.#lists--
  }

  #leaf(path: string, value: string | number | boolean): void {
    const isInfinite = typeof value === 'number' && !Number.isFinite(value) && this.#roles.of(path) !== 'label'
    const isBag = typeof value === 'string' && this.#lists > 0
    if (this.#count >= MOST || isInfinite) this.#skip(path)
    else if (Object.hasOwn(this.#fields, path)) this.#again(path, this.#fields[path] as FlatField, value)
    else setField(this.#fields, path, isBag ? [value] : value)
    this.#count++
  }

  /** A field that is there already, from another object of a list. */
  #again(path: string, before: FlatField, value: string | number | boolean): void {
    if (typeof before === 'number' && typeof value === 'number') {
      const sum = before + value
      if (Number.isFinite(sum)) setField(this.#fields, path, sum)
      else this.#skip(path)
    } else if (typeof before === 'number' || typeof value === 'number') this.#skip(path)
    else if (Array.isArray(before)) before.push(String(value))
    else setField(this.#fields, path, [String(before), String(value)])
  }

  #skip(path: string): void {
    this.#skipped++
    this.#last = path.slice(0, 80)
  }
}
