import { show } from '@rivulet/core'
import type { FieldRole, FieldRoles } from '../fields/fieldRoles.ts'
import { nearest } from '../fields/nearest.ts'
import { InvalidHeader } from '../invalidHeader.ts'

/** A column: its name, and what its cells are. */
export interface Column {
  readonly name: string
  readonly role: FieldRole
  /** The type that was asked for. */
  readonly type: FieldRole
}

/**
 * The columns that a header names.
 *
 * @throws InvalidHeader if a name is there twice, or a field that was asked for is not there
 */
export function columnsOf(names: readonly string[], roles: FieldRoles): Column[] {
  const known = new Set<string>()
  for (const name of names) {
    if (name !== '' && known.has(name)) throw new InvalidHeader(`the header has the column ${show(name)} twice`)
    known.add(name)
  }
  for (const name of roles.named) {
    if (known.has(name) || roles.optional) continue
    const what = name === roles.label ? '--label' : name === roles.weight ? '--weight' : `--${roles.of(name)}`
    const near = nearest(name, names)
    const hint = near === undefined ? '' : `; did you mean ${near}?`
    const list = names.filter((other) => other !== '').join(', ')
    throw new InvalidHeader(`${what} should be a column of the header, ${shorten(list)}, but is ${name}${hint}`)
  }
  return names.map((name) => ({ name, role: name === '' ? 'ignore' : roles.of(name), type: roles.typeOf(name) }))
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
