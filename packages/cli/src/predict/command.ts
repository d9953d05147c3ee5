import type { Arguments } from '../command/arguments.ts'
import type { Command } from '../command/command.ts'
import { OptionError } from '../command/optionError.ts'
import { FILE_OPTIONS } from '../input/fileOptions.ts'
import { inputOptions } from '../input/inputOptions.ts'
import { predict } from './predict.ts'

/** `rivulet predict`. */
export const predictCommand: Command = {
  name: 'predict',
  summary: 'predict the label of each record, a line out for each line in',
  usage: 'SNAPSHOT FILE…|- [options]',
  options: [
    ...FILE_OPTIONS,
    {
      name: 'explain',
      value: 'N',
      help: 'the N features that say most for or against the label, with each prediction',
    },
  ],
  details:
    'Prints JSON lines: {"label":…,"probabilities":{…}}, or {"error":…,"line":…} for a record that cannot be read. The model learns nothing. A label in the file is not looked at. What comes on standard input is answered at once.',
  examples: [
    { says: 'Predict a file.', line: 'rivulet predict model flights.csv' },
    { says: 'Predict one event, and say why.', line: `echo '{"hour":18}' | rivulet predict model - --explain 3` },
  ],
  run: (args, terminal) => predict({ ...modelAndFiles(args), explain: args.count('explain', 0) }, terminal),
}

/** The snapshot, and then the files. */
export function modelAndFiles(args: Arguments): { snapshot: string; input: ReturnType<typeof inputOptions> } {
  const [snapshot, ...files] = args.positionals
  if (snapshot === undefined) throw new OptionError('SNAPSHOT is missing')
  return { snapshot, input: inputOptions(args, files) }
}
