import type { Command } from '../command/command.ts'
import { OptionError } from '../command/optionError.ts'
import { diff } from './diff.ts'
import { inspect } from './inspect.ts'

/** `rivulet inspect`. */
export const inspectCommand: Command = {
  name: 'inspect',
  summary: 'say what is in a snapshot',
  usage: 'SNAPSHOT [options]',
  options: [
    { name: 'json', help: 'a JSON line' },
    { name: 'all', help: 'every array and text that is in it' },
  ],
  details: '',
  examples: [{ says: 'What has the model learned?', line: 'rivulet inspect model' }],
  run: (args, terminal) =>
    inspect({ file: args.only('SNAPSHOT'), json: args.has('json'), all: args.has('all') }, terminal),
}

/** `rivulet diff`. */
export const diffCommand: Command = {
  name: 'diff',
  summary: 'say what is different in two snapshots',
  usage: 'SNAPSHOT SNAPSHOT',
  options: [],
  details:
    'Prints a name a line: texts, and how many numbers differ, and by how much at most. Ends with 1 if anything is different, as diff does.',
  examples: [{ says: 'What has one more day changed?', line: 'rivulet diff model.previous model' }],
  run(args, terminal) {
    const [before, after] = args.positionals
    if (before === undefined || after === undefined || args.positionals.length > 2) {
      throw new OptionError(`diff takes two snapshots, but there are ${args.positionals.length}`)
    }
    return diff({ before, after }, terminal)
  },
}
