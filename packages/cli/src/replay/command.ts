import type { Command } from '../command/command.ts'
import { OptionError } from '../command/optionError.ts'
import { FILE_OPTIONS } from '../input/fileOptions.ts'
import { modelAndFiles } from '../predict/command.ts'
import { replay } from './replay.ts'

/** `rivulet replay`. */
export const replayCommand: Command = {
  name: 'replay',
  summary: 'learn again up to a record, or without some lines',
  usage: 'SNAPSHOT FILE… --output FILE [options]',
  options: [
    { name: 'output', value: 'FILE', help: 'where the other snapshot goes; it must not be there' },
    { name: 'to', value: 'N', help: 'stop after N records: the model as it was then' },
    { name: 'without', value: 'LINES', isList: true, help: 'leave these lines out, as if they had never been' },
    ...FILE_OPTIONS,
  ],
  details:
    'The snapshot says which model it is; the files are learned from their beginning. The result is, byte for byte, that of a model that stopped there, or never saw those lines.',
  examples: [
    { says: 'The model without one line.', line: 'rivulet replay model flights.csv --without 12 --output other' },
  ],
  run(args, terminal) {
    const { snapshot, input } = modelAndFiles(args)
    if (input.files[0] === '-') throw new OptionError('replay is for files: standard input cannot be read again')
    const lines = args.list('without').map(Number)
    const isLines = lines.every((line) => Number.isSafeInteger(line) && line >= 1)
    if (!isLines) throw new OptionError('--without should be numbers of lines, from 1')
    const to = args.count('to', Number.MAX_SAFE_INTEGER)
    return replay({ snapshot, input, to, without: new Set(lines), output: args.needed('output', 'FILE') }, terminal)
  },
}
