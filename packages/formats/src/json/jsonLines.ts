import { InvalidEvent, isLabel, type Label, show } from '@rivulet/core'
import { decodeLine } from '../bytes/utf8.ts'
import type { FieldOptions } from '../fields/fieldOptions.ts'
import { FieldRoles, numberOf, weightOf } from '../fields/fieldRoles.ts'
import { setField } from '../fields/setField.ts'
import type { Example, Format, OpenFormat } from '../format.ts'
import { exactNumbers } from './exactNumbers.ts'
import { type FlatField, type FlatFields, Flattener, isFlat } from './flatten.ts'

/** JSON lines, and what could not be used of them. */
export interface JsonLines extends Format<Example<FlatFields>> {
  /** How many fields were skipped because they cannot be features; the events that have them live. */
  readonly skippedFields: number
  /** The last of them. */
  readonly lastSkipped: string
  /**
   * The event that a text is.
   *
   * @throws InvalidEvent or SyntaxError if it is none
   */
  parse(text: string): Example<FlatFields>
  /**
   * The event that an object is, which somebody has parsed; ids of 18 digits are lost by then, unless `exactNumbers` came before.
   *
   * @throws InvalidEvent if it is none
   */
  of(event: unknown): Example<FlatFields>
}

/**
 * The format JSON lines: an object a line, whose fields are texts, numbers, booleans, lists, and objects of these; `null` is missing.
 *
 * Fields within others are named by their path, see `Flattener`. A whole number of more digits than a float64 keeps is a text. A field that cannot be used is
 * skipped and counted, and the event lives.
 *
 * @throws InvalidEvent or SyntaxError from `read`
 *
 * @example
 * ```ts
 * import { jsonLines } from '@rivulet/formats'
 *
 * const bytes = (text: string) => new TextEncoder().encode(text)
 * const { read } = jsonLines({ label: 'user.late' }).open(new Uint8Array(), true)!
 * read(bytes('{"user":{"late":true,"id":208310224003697457},"tags":[{"n":"x"}],"v":[1,2]}'))?.x // => { 'user.id': '208310224003697457', 'tags.n': ['x'], 'v.0': 1, 'v.1': 2 }
 * ```
 */
export function jsonLines(options: FieldOptions = {}): JsonLines {
  const roles = new FieldRoles(options)
  const flattener = new Flattener(roles)
  const of = (event: unknown): Example<FlatFields> => {
    if (typeof event !== 'object' || event === null || Array.isArray(event)) {
      throw new InvalidEvent(
        `an event should be a JSON object, but is ${Array.isArray(event) ? 'a list' : show(event)}`,
      )
    }
    const flat = isFlat(event as Record<string, unknown>) ? (event as FlatFields) : flattener.flatten(event)
    return exampleOf(flat, roles)
  }
  const parse = (text: string): Example<FlatFields> => of(JSON.parse(exactNumbers(text)))
  const opened: OpenFormat<Example<FlatFields>> = {
    top: { bytes: 0, lines: 0 },
    read: (record) => parse(decodeLine(record)),
    isWhole(record) {
      try {
        return typeof JSON.parse(decodeLine(record)) === 'object'
      } catch {
        return false
      }
    },
  }
  return {
    open: () => opened,
    parse,
    of,
    get skippedFields() {
      return flattener.skipped
    },
    get lastSkipped() {
      return flattener.lastSkipped
    },
  }
}

/** Takes label and weight out of flat fields, and gives the others the types that were asked for. */
function exampleOf(flat: FlatFields, roles: FieldRoles): Example<FlatFields> {
  const { label } = roles
  if (roles.isPlain) {
    if (label === undefined || !Object.hasOwn(flat, label)) return { x: flat, y: undefined, weight: 1 }
    const { [label]: y, ...x } = flat
    return { x, y: labelOf(label, y as FlatField), weight: 1 }
  }
  const x: Record<string, FlatField> = {}
  let y: Label | undefined
  let weight = 1
  for (const [name, written] of Object.entries(flat)) {
    const role = roles.of(name)
    if (role === 'ignore') continue
    const value = typed(name, written, roles)
    if (role === 'label') y = labelOf(name, value)
    else if (role === 'weight') weight = weightOf(name, scalar(name, value))
    else setField(x, name, value)
  }
  return { x, y, weight }
}

/** A value as the type says that was asked for its field. */
function typed(name: string, value: FlatField, roles: FieldRoles): FlatField {
  if (typeof value === 'string' && roles.isMissing(value)) return null
  const type = roles.typeOf(name)
  if (type === 'text' && (typeof value === 'number' || typeof value === 'boolean')) return String(value)
  if (type === 'number' && typeof value === 'string') return numberOf(name, value)
  return value
}

/** A label; one that is missing is none. */
function labelOf(name: string, value: FlatField): Label | undefined {
  const y = scalar(name, value)
  if (y === null) return undefined
  if (isLabel(y)) return y
  throw new InvalidEvent(`the label ${show(name)} should be a text, a finite number or a boolean, but is ${show(y)}`)
}

function scalar(name: string, value: FlatField): Label | null {
  if (!Array.isArray(value)) return value
  throw new InvalidEvent(`${show(name)} should be a text, a number or a boolean, but is a list`)
}
