import { type CsvOptions, type FormatName, formatNames } from '@rivulet/formats'
import type { Arguments } from '../command/arguments.ts'
import type { OptionSpec } from '../command/command.ts'
import { OptionError } from '../command/optionError.ts'

/** What a command reads, and what it is told of it. */
export interface InputOptions {
  /** The files, or '-' alone for standard input. */
  readonly files: readonly string[]
  /** The format, if it need not be guessed. */
  readonly format: FormatName | undefined
  /** What the fields are; the label too. */
  readonly fields: CsvOptions
}

/** The options by which a person says what their files are. */
export const INPUT_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'label',
    value: 'FIELD',
    help: 'the field to predict; within objects its path, as in user.late. Vowpal Wabbit text and libsvm have their label in each line',
  },
  {
    name: 'format',
    value: 'NAME',
    help: 'jsonl, csv, vw or libsvm; unless given, the name of the file says, or its first line',
  },
  { name: 'ignore', value: 'FIELDS', isList: true, help: 'fields to pass over, as ids, between commas' },
  { name: 'text', value: 'FIELDS', isList: true, help: 'fields that are texts, though they look like numbers' },
  {
    name: 'number',
    value: 'FIELDS',
    isList: true,
    help: 'fields that are numbers, though they have zeros before them or quotes around them',
  },
  { name: 'weight', value: 'FIELD', help: 'the field that says how many times an event counts' },
  {
    name: 'missing',
    value: 'WORDS',
    isList: true,
    help: 'words for a missing value, as NA,null; without it the empty cell alone is one',
  },
  {
    name: 'delimiter',
    value: 'CHAR',
    help: 'what stands between the cells of CSV, or tab; unless given, the first lines say',
  },
  { name: 'columns', value: 'NAMES', isList: true, help: 'the names of the columns, for CSV without a header' },
]

/** Reads those options. */
export function inputOptions(args: Arguments, files: readonly string[]): InputOptions {
  if (files.length === 0) throw new OptionError('FILE is missing; - is standard input')
  if (files.includes('-') && files.length > 1) throw new OptionError('- is standard input, and stands alone')
  const fields: Record<string, unknown> = {}
  for (const name of ['label', 'weight'] as const) if (args.has(name)) fields[name] = args.text(name)
  for (const name of ['ignore', 'text', 'number', 'missing', 'columns'] as const) {
    if (args.list(name).length > 0) fields[name] = args.list(name)
  }
  const delimiter = args.text('delimiter')
  if (delimiter !== undefined) fields['delimiter'] = delimiter === 'tab' || delimiter === '\\t' ? '\t' : delimiter
  return { files, format: args.oneOf('format', formatNames), fields }
}
