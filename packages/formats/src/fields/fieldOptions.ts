/** What the fields of an event are, for formats whose records have fields: each is named as in the file, within an object by its path, `a.b.c`. */
export interface FieldOptions {
  /** The field that is the label; without it no event has one. */
  readonly label?: string
  /** The field that says how many times an event counts, a number ≥ 0; 1 where it is missing. */
  readonly weight?: string
  /** Fields that are texts, though they may look like numbers. */
  readonly text?: readonly string[]
  /** Fields that are numbers, though they may be written with zeros before them; a record in which one is none is refused. */
  readonly number?: readonly string[]
  /** Fields that are passed over. */
  readonly ignore?: readonly string[]
  /** Words that stand for a missing value, besides the empty cell. */
  readonly missing?: readonly string[]
  /** Whether fields that are named here may be missing from a header: for who predicts, and needs no label; default false. */
  readonly optional?: boolean
}
