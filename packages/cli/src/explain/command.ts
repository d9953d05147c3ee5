import type { Command } from '../command/command.ts'
import { explain } from './explain.ts'

/** `rivulet explain`. */
export const explainCommand: Command = {
  name: 'explain',
  summary: 'say what speaks for each class, the largest weights by name',
  usage: 'SNAPSHOT [options]',
  options: [
    { name: 'top', value: 'N', help: 'so many weights a class; 10 unless given' },
    { name: 'json', help: 'a JSON line' },
  ],
  details:
    'A weight is what one unit of a field, or one category (from=ATL), adds to the score of the class. Of auto it is the one linear model that is nearest to the mixture.',
  examples: [{ says: 'What makes a flight late?', line: 'rivulet explain model --top 5' }],
  run: (args, terminal) =>
    explain({ snapshot: args.only('SNAPSHOT'), top: args.count('top', 10), json: args.has('json') }, terminal),
}
