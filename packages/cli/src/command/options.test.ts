import { describe, expect, test } from 'vitest'
import { OptionError } from './optionError.ts'
import { parseOptions } from './options.ts'

test('what is not said has a default', () => {
  expect(parseOptions(['train', 'e.csv.gz', '--label', 'late'])).toEqual({
    command: 'train',
    file: 'e.csv.gz',
    label: 'late',
    model: 'auto',
    format: 'csv',
    snapshot: undefined,
    every: 10_000,
    follow: false,
    spool: undefined,
    json: false,
  })
  expect(parseOptions(['train', '--label', 'late', '-'])).toMatchObject({ file: '-', format: 'jsonl' })
  expect(parseOptions(['inspect', 'm.st', '--json'])).toEqual({ command: 'inspect', file: 'm.st', json: true })
  expect(parseOptions(['diff', 'a', 'b'])).toEqual({ command: 'diff', before: 'a', after: 'b' })
  expect([['--help'], ['train', '--help'], ['inspect', '--help'], ['--version']].map(parseOptions)).toEqual([
    { command: 'help' },
    { command: 'help' },
    { command: 'help' },
    { command: 'version' },
  ])
})

describe('a bad option is said in one line', () => {
  const label = ['--label', 'y']
  test.each([
    [[], 'a command is missing: train, inspect or diff'],
    [['learn'], 'there is no command learn'],
    [['train', ...label], 'FILE is missing'],
    [['train', 'a', 'b', ...label], 'there should be one FILE, but there is b as well'],
    [['train', 'a'], '--label FIELD is missing'],
    [['train', 'a', '--label', ''], '--label should not be empty'],
    [['train', 'a', ...label, '--model', 'vw'], '--model should be one of auto, sgd, but is "vw"'],
    [['train', 'a', ...label, '--format', 'xml'], '--format should be one of jsonl, csv, but is "xml"'],
    [['train', 'a', ...label, '--snapshot', 's', '--every', '0'], '--every should be a whole number ≥ 1, but is "0"'],
    [
      ['train', 'a', ...label, '--snapshot', 's', '--every', '1e3'],
      '--every should be a whole number ≥ 1, but is "1e3"',
    ],
    [['train', 'a', ...label, '--every', '10'], '--every is for --snapshot'],
    [['train', '-', ...label, '--follow'], '--follow is for a file: standard input is followed anyway'],
    [['train', 'a', ...label, '--spool', 's'], '--spool is for standard input (-)'],
    [['train', '-', ...label, '--spool', 's'], '--spool is for --snapshot'],
    [['train', 'a', ...label, '--eta', '1'], "Unknown option '--eta'"],
    [['train', 'a', '--label'], "Option '--label <value>' argument missing"],
    [['inspect'], 'SNAPSHOT is missing'],
    [['diff', 'a'], 'diff takes two snapshots, but there are 1'],
  ])('%j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(new OptionError(message))
  })
})
