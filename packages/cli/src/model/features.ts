import type { Stateful } from '@rivulet/core'
import { type CsvOptions, csv, type Format, type FormatName, jsonLines, libsvm, VwReader, vw } from '@rivulet/formats'
import type { AnyExample } from '../input/source.ts'

/** What the features of a format are: fields, which are hashed, or indices, of names that are numbered or as they stand in the text. */
export type FeatureKind = 'fields' | 'names' | 'indices'

/** What the features of a format are. */
export function featureKindOf(format: FormatName): FeatureKind {
  return format === 'vw' ? 'names' : format === 'libsvm' ? 'indices' : 'fields'
}

/** A format, and what it had to leave out. */
export interface AnyFormat extends Format<AnyExample> {
  /** How many fields or features were left out, and the last. */
  left?(): { readonly count: number; readonly last: string }
}

/** How the events of a model are read, and what of that is part of what is learned. */
export class Features {
  readonly kind: FeatureKind
  /** The numbers of names, for a format that has names. */
  readonly reader: VwReader | undefined

  constructor(kind: FeatureKind) {
    this.kind = kind
    this.reader = kind === 'names' ? new VwReader() : undefined
  }

  /** What is saved with a model. */
  get parts(): Readonly<Record<string, Stateful>> {
    return this.reader === undefined ? {} : { names: this.reader }
  }

  /** A format to read events with. */
  formatOf(name: FormatName, fields: CsvOptions): AnyFormat {
    const { reader } = this
    if (reader !== undefined) {
      const last = 'a name beyond the first 2²⁴'
      return { open: vw(reader).open, left: () => ({ count: reader.skipped, last }) }
    }
    if (name === 'libsvm') return libsvm()
    if (name === 'csv') return csv(fields)
    const { delimiter: _, columns: __, ...options } = fields
    const lines = jsonLines(options)
    return { open: lines.open, left: () => ({ count: lines.skippedFields, last: lines.lastSkipped }) }
  }
}
