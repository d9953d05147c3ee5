import { parseJson } from '@rivulet/durable'
import { csvParser } from './csvParser.ts'
import { type Labelled, labelled } from './labelled.ts'

/** JSON lines, or CSV with a header row. */
export type Format = 'jsonl' | 'csv'

/** How the records of a format are cut out of bytes, and become events. */
export interface Reading<E> {
  readonly parse: (record: string, header: string) => E
  readonly header: boolean
  readonly quotes: boolean
}

/** The format asked for, or else the one that the name of the file says: CSV if it ends in `.csv` or `.tsv`, or that and `.gz`. */
export function formatOf(file: string, asked: Format | undefined): Format {
  return asked ?? (/\.[ct]sv(\.gz)?$/i.test(file) ? 'csv' : 'jsonl')
}

/**
 * How to read events of a format.
 *
 * @param label - the field that is the label
 */
export function reading(format: Format, label: string): Reading<Labelled> {
  if (format === 'csv') return { parse: csvParser(label), header: true, quotes: true }
  const parse = parseJson()
  return { parse: (record) => labelled(parse(record), label), header: false, quotes: false }
}
