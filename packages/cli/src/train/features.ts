import type { Stateful } from '@rivulet/core'
import { type CsvOptions, csv, type Format, type FormatName, jsonLines, libsvm, VwReader, vw } from '@rivulet/formats'
import type { AnyExample } from '../input/source.ts'

/** What the features of a format are: fields, which are hashed, or indices, of names that are numbered or as they stand in the text. */
export type FeatureKind = 'fields' | 'names' | 'indices'

/** What the features of a format are. */
export function featureKindOf(format: FormatName): FeatureKind {
  return format === 'vw' ? 'names' : format === 'libsvm' ? 'indices' : 'fields'
}

/** How the events of a format are read, and what of that is part of what is learned. */
export interface Features {
  readonly kind: FeatureKind
  /** The numbers of names, for a format that has names. */
  readonly reader?: VwReader
  /** A format to read events with. */
  formatOf(name: FormatName, fields: CsvOptions): AnyFormat
}

/** A format, and what it had to leave out. */
export interface AnyFormat extends Format<AnyExample> {
  /** How many fields or features were left out. */
  readonly left?: () => { readonly count: number; readonly last: string }
}

/** Features of a kind, of which nothing is known yet. */
export function newFeatures(kind: FeatureKind): Features {
  const reader = kind === 'names' ? new VwReader() : undefined
  return {
    kind,
    ...(reader === undefined ? {} : { reader }),
    formatOf(name, fields) {
      if (reader !== undefined) {
        const left = (): { count: number; last: string } => ({
          count: reader.skipped,
          last: 'a name beyond the first 2²⁴',
        })
        return { open: vw(reader).open, left }
      }
      if (name === 'libsvm') return libsvm()
      if (name === 'csv') return csv(fields)
      const { delimiter: _, columns: __, ...options } = fields
      const lines = jsonLines(options)
      return { open: lines.open, left: () => ({ count: lines.skippedFields, last: lines.lastSkipped }) }
    },
  }
}

/** What of the features is saved with a model. */
export function stateOf({ reader }: Features): Readonly<Record<string, Stateful>> {
  return reader === undefined ? {} : { names: reader }
}
