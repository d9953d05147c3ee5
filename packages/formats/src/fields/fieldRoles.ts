import { check, InvalidEvent, type Label, show } from '@rivulet/core'
import type { FieldOptions } from './fieldOptions.ts'

/** What a field is to a learner. */
export type FieldRole = 'feature' | 'text' | 'number' | 'ignore' | 'label' | 'weight'

/** What each field of an event is, and how its values are understood. */
export class FieldRoles {
  /** The field of the label, if there is one. */
  readonly label: string | undefined
  readonly weight: string | undefined
  /** Whether a header may lack them. */
  readonly optional: boolean
  /** Whether no field but the label is anything else than a feature. */
  readonly isPlain: boolean
  readonly #roles: ReadonlyMap<string, FieldRole>
  readonly #missing: ReadonlySet<string>
  /** The types that were asked for, of the label and the weight too. */
  readonly #types: ReadonlyMap<string, FieldRole>

  constructor(options: FieldOptions) {
    const { label, weight, text = [], number = [], ignore = [], missing = [], optional = false } = options
    const types = new Map<string, FieldRole>()
    const lists: readonly [FieldRole, readonly string[]][] = [
      ['text', text],
      ['number', number],
      ['ignore', ignore],
    ]
    for (const [role, names] of lists) {
      for (const name of names) {
        const before = types.get(name)
        check(
          before === undefined || before === role,
          `the field ${show(name)}`,
          `one of ${before} and ${role}`,
          'both',
        )
        types.set(name, role)
      }
    }
    for (const [what, name] of [
      ['label', label],
      ['weight', weight],
    ] as const) {
      const isIgnored = name !== undefined && types.get(name) === 'ignore'
      check(!isIgnored, `the ${what} ${show(name)}`, 'a field that is not ignored', 'ignored')
    }
    const roles = new Map(types)
    if (weight !== undefined) roles.set(weight, 'weight')
    if (label !== undefined) roles.set(label, 'label')
    this.label = label
    this.weight = weight
    this.optional = optional
    this.#types = types
    this.#roles = roles
    this.#missing = new Set(missing)
    this.isPlain = types.size === 0 && weight === undefined && missing.length === 0
  }

  /** What a field is. */
  of(name: string): FieldRole {
    return this.#roles.get(name) ?? 'feature'
  }

  /** Which type was asked for the label or the weight, which have a role of their own. */
  typeOf(name: string): FieldRole {
    return this.#types.get(name) ?? 'feature'
  }

  /** Whether a text is one of the words for a value that is not there. */
  isMissing(text: string): boolean {
    return this.#missing.has(text)
  }

  /** Every field that was named, for a check against a header. */
  get named(): readonly string[] {
    return [...this.#roles.keys()]
  }
}

/**
 * The weight of an event.
 *
 * @throws InvalidEvent if it is no number ≥ 0
 */
export function weightOf(name: string, value: Label | null | undefined): number {
  if (value === null || value === undefined) return 1
  if (typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY) return value
  throw new InvalidEvent(`the weight ${show(name)} should be a number ≥ 0, but is ${show(value)}`)
}

/**
 * The number that a text was said to be.
 *
 * @throws InvalidEvent if it is none
 */
export function numberOf(name: string, text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isFinite(number)) return number
  throw new InvalidEvent(`${show(name)} should be a finite number, but is ${show(text)}`)
}
