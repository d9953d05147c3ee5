import type { Command } from '../command/command.ts'
import { LEGEND } from '../progress/index.ts'
import { train } from './train.ts'
import { TRAIN_OPTIONS, trainOptions } from './trainOptions.ts'

/** `rivulet train`. */
export const trainCommand: Command = {
  name: 'train',
  summary: 'learn files or standard input, one event at a time',
  usage: 'FILE…|- --label FIELD [options]',
  options: TRAIN_OPTIONS,
  details: [
    'Each event is predicted before its label is looked at, the prediction is scored, and then the event is learned. So every figure is about events that were not seen before.',
    '',
    'With --snapshot, what was learned is never learned again: each file is known by its content, and read from where it was left. A file that was replaced or cut is noticed. The next file of a series goes behind the ones before, or with --next.',
    '',
    'The columns of the table:',
    ...LEGEND.split('\n').map((line) => `  ${line}`),
  ].join('\n'),
  examples: [
    { says: 'Learn a CSV file and keep the model.', line: 'rivulet train flights.csv --label late --snapshot model' },
    {
      says: 'Go on with the file of the next day.',
      line: 'rivulet train flights2.csv --next --label late --snapshot model',
    },
    { says: 'Learn what another program prints.', line: 'cat flights.csv | rivulet train - --label late' },
  ],
  run: (args, terminal) => train(trainOptions(args), terminal),
}
