import { describe, expect, test } from 'vitest'
import { CommandError, readCommand } from './command.ts'

describe('the command line', () => {
  test('is read', () => {
    expect(readCommand(['train', 'a.csv', '--label', 'y'])).toEqual({
      name: 'train',
      input: 'a.csv',
      label: 'y',
      model: 'auto',
      snapshot: undefined,
      every: 10000,
      json: false,
    })
    const all = ['train', '-', '--label=y', '--model', 'sgd', '--snapshot', 's', '--every', '7', '--json']
    expect(readCommand(all)).toMatchObject({ input: '-', model: 'sgd', snapshot: 's', every: 7, json: true })
    expect(readCommand(['inspect', 's'])).toEqual({ name: 'inspect', snapshot: 's' })
    expect(readCommand(['diff', 'a', 'b'])).toEqual({ name: 'diff', before: 'a', after: 'b' })
    expect(readCommand(['--help'])).toEqual({ name: 'help' })
  })

  test.each<[string, string[], string]>([
    ['no command', [], 'the command should be train, inspect or diff, but is ""; see --help'],
    ['another command', ['learn'], 'but is "learn"'],
    ['no file', ['train', '--label', 'y'], 'train needs one file'],
    ['two files', ['train', 'a', 'b', '--label', 'y'], 'train needs one file'],
    ['no label', ['train', 'a'], 'train needs --label FIELD'],
    ['another model', ['train', 'a', '--label', 'y', '--model', 'x'], '--model should be auto or sgd, but is "x"'],
    [
      'no number',
      ['train', 'a', '--label', 'y', '--every', '1e3'],
      '--every should be a whole number from 1 on, but is "1e3"',
    ],
    ['zero', ['train', 'a', '--label', 'y', '--every', '0'], '--every should be'],
    ['an unknown option', ['train', 'a', '--lable', 'y'], "Unknown option '--lable'"],
    ['no snapshot', ['inspect'], 'inspect needs one snapshot'],
    ['one snapshot', ['diff', 'a'], 'diff needs two snapshots'],
  ])('with %s gets one clear line', (_, args, message) => {
    expect(() => readCommand(args)).toThrow(CommandError)
    expect(() => readCommand(args)).toThrow(message)
    try {
      readCommand(args)
    } catch (error) {
      expect((error as Error).message).not.toContain('\n')
    }
  })
})
