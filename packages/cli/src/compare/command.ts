import type { Command } from '../command/command.ts'
import { OptionError } from '../command/optionError.ts'
import { FILE_OPTIONS } from '../input/fileOptions.ts'
import { inputOptions } from '../input/inputOptions.ts'
import { compare } from './compare.ts'

/** `rivulet compare`. */
export const compareCommand: Command = {
  name: 'compare',
  summary: 'say which of two models is better on the same records',
  usage: 'SNAPSHOT SNAPSHOT FILE…|- [options]',
  options: [...FILE_OPTIONS, { name: 'json', help: 'a JSON line' }],
  details:
    'The difference is that of the second minus the first, on the same events, with its 95 % interval. By cross-entropy the lower is better; if the interval has 0 in it, neither is known to be.',
  examples: [{ says: 'Is softmax regression as good?', line: 'rivulet compare model softmax flights2.csv' }],
  run(args, terminal) {
    const [a, b, ...files] = args.positionals
    if (a === undefined || b === undefined) throw new OptionError('compare takes two snapshots, and then files')
    return compare({ a, b, input: inputOptions(args, files), json: args.has('json') }, terminal)
  },
}
