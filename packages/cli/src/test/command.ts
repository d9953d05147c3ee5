import type { Command } from '../command/command.ts'
import { FILE_OPTIONS } from '../input/fileOptions.ts'
import { modelAndFiles } from '../predict/command.ts'
import { test } from './test.ts'

/** `rivulet test`. */
export const testCommand: Command = {
  name: 'test',
  summary: 'say how good a model is on records that it does not learn',
  usage: 'SNAPSHOT FILE…|- [options]',
  options: [...FILE_OPTIONS, { name: 'json', help: 'a JSON line with every figure' }],
  details:
    'Every figure that classification has, with 95 % intervals, beside those of always guessing the most frequent label, the last label, and the frequencies: accuracy, cross-entropy, balanced accuracy, kappa, Matthews, Brier, precision, recall and AUC of each class, confusion matrix, calibration.',
  examples: [{ says: 'Test on a file that was not learned.', line: 'rivulet test model flights2.csv' }],
  run: (args, terminal) => test({ ...modelAndFiles(args), json: args.has('json') }, terminal),
}
