import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { contenders } from './learners.ts'
import { OptionError, parseOptions, USAGE } from './options.ts'
import { schedules } from './schedules.ts'

test('the folder is relative to where the command was typed, however the shell writes a variable', () => {
  const folders = [
    ['streams', '--typed-in', resolve('/somewhere'), '--typed-in', '%INIT_CWD%'],
    ['--typed-in', '$INIT_CWD', '--typed-in', resolve('/somewhere'), 'streams'],
    ['--typed-in', '', '--typed-in', '%INIT_CWD%', resolve('/somewhere/streams')],
  ].map((args) => (parseOptions(args) as { folder: string }).folder)
  expect(folders).toEqual(Array(3).fill(resolve('/somewhere/streams')))
  expect(parseOptions(['streams'])).toMatchObject({ folder: resolve('streams') })
})

test('what is not said is the default', () => {
  expect(parseOptions(['.'])).toEqual({
    folder: resolve('.'),
    json: false,
    learners: contenders,
    delay: 0,
    shuffle: undefined,
    timed: 50_000,
  })
  expect(contenders).toEqual([
    'perceptron',
    'sgd.01',
    'sgd-sqrt',
    'adagrad',
    'ftrl',
    'normalized',
    'auto',
    'scaled+auto',
  ])
})

test('what is said counts', () => {
  const args = [
    '--json',
    '.',
    '--learners',
    'auto,scaled+sgd-1/t@5e-1,auto',
    '--delay',
    '100',
    '--shuffle',
    '0',
    '--timed',
    '7',
  ]
  expect(parseOptions(args)).toMatchObject({
    json: true,
    learners: ['auto', 'scaled+sgd-1/t@5e-1'],
    delay: 100,
    shuffle: 0,
    timed: 7,
  })
  expect(parseOptions(['--help'])).toBe('help')
  for (const name of [...contenders, ...schedules]) expect(USAGE).toContain(name)
})

test.each([
  [[], 'DIR should be one folder, but is 0 of them'],
  [['a', 'b'], 'DIR should be one folder, but is 2 of them'],
  [['.', '--learners', 'auto,magic'], 'there is no learner "magic"'],
  [['.', '--learners', ''], 'there is no learner ""'],
  [['.', '--learners', 'scaled+scaled+auto'], 'there is no learner "scaled+scaled+auto"'],
  [['.', '--learners', 'constructor'], 'there is no learner "constructor"'],
  [['.', '--learners', 'sgd-1/t@'], 'there is no learner "sgd-1/t@"'],
  [['.', '--learners', 'sgd-1/t@0'], 'there is no learner "sgd-1/t@0"'],
  [['.', '--learners', 'auto@1'], 'there is no learner "auto@1"'],
  [['.', '--delay', '1.5'], '--delay should be a whole number'],
  [['.', '--delay=-1'], '--delay should be a whole number'],
  [['.', '--shuffle', '4294967296'], '--shuffle should be a whole number from 0 to 4294967295'],
  [['.', '--fast'], "Unknown option '--fast'"],
])('%j: one line says what is wrong', (args, reason) => {
  let message = ''
  try {
    parseOptions(args)
  } catch (error) {
    expect(error).toBeInstanceOf(OptionError)
    message = (error as Error).message
  }
  expect(message).toContain(reason)
  expect(message).not.toContain('\n')
})
