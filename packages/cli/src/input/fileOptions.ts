import type { OptionSpec } from '../command/command.ts'
import { INPUT_OPTIONS } from './inputOptions.ts'

/** The options of files for a model that knows its fields. */
export const FILE_OPTIONS: readonly OptionSpec[] = INPUT_OPTIONS.filter(({ name }) =>
  ['format', 'delimiter', 'columns'].includes(name),
)
