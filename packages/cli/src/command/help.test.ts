import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../test/rivulet.ts'
import { COMMANDS } from './commands.ts'

const MAIN = fileURLToPath(new URL('../rivulet.ts', import.meta.url))
const ROWS = Array.from({ length: 200 }, (_, i) => `${i % 24},${'abc'[i % 3]},${i % 24 > 11 ? 'yes' : 'no'}`)

/** The files that the examples speak of. */
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rivulet-help-'))
  const at = (name: string): string => join(folder, name)
  writeFileSync(at('flights.csv'), `hour,who,late\n${ROWS.join('\n')}\n`)
  writeFileSync(at('flights2.csv'), `hour,who,late\n${ROWS.toReversed().join('\n')}\n`)
  const train = ['train', at('flights.csv'), '--label', 'late', '--every', '50', '--snapshot']
  await run([...train, at('model')])
  await run([...train, at('softmax'), '--model', 'softmax'])
})
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(COMMANDS)('rivulet $name --help', (command) => {
  test('is for a terminal of 80 columns, and names what there is', async () => {
    const { code, out } = await run([command.name, '--help'])
    expect(code).toBe(0)
    for (const line of out.split('\n'))
      if (!line.includes('| rivulet')) expect(line.length, line).toBeLessThanOrEqual(80)
    for (const { name } of command.options) expect(out).toContain(`--${name}`)
    expect(out).toContain('Exit codes:')
    expect(await run(['help', command.name])).toEqual({ code: 0, out, error: '' })
    expect(await run([command.name, 'anything', '-h'])).toEqual({ code: 0, out, error: '' })
    expect(command.examples.length).toBeGreaterThan(0)
  })

  test.each(command.examples)('its example runs: $line', ({ line }) => {
    const script = `rivulet() { "${process.execPath}" "${MAIN}" "$@"; }\n${line}`
    // A difference is what diff is asked for, and is 1.
    const allowed = command.name === 'diff' ? [0, 1] : [0]
    let code = 0
    try {
      execFileSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
    } catch (error) {
      code = (error as { status: number }).status
    }
    expect(allowed).toContain(code)
  })
})

test.each([
  [[], 2, 'a command is missing: train, test, predict'],
  [['trian'], 2, 'there is no command trian; did you mean train?'],
  [['learn'], 2, 'there is no command learn'],
  [['train', 'a.csv', '--lable', 'y'], 2, 'there is no option --lable; did you mean --label?'],
  [['train', 'a.csv', '--xyzzy'], 2, 'there is no option --xyzzy'],
  [['train'], 2, 'FILE is missing'],
  [['train', '-', 'a'], 2, '- is standard input, and stands alone'],
  [['train', '-', '--label', ''], 2, '--label should not be empty'],
  [['train', '-', '--label'], 2, "Option '--label <value>' argument missing"],
  [['train', '-', '--format', 'csv'], 2, '--label FIELD is missing'],
  [['train', '-', '--format', 'vw', '--label', 'y'], 2, '--label is for fields: in vw each line begins with its label'],
  [
    ['train', '-', '--label', 'y', '--format', 'jason'],
    2,
    '--format should be one of jsonl, csv, vw, libsvm, but is "jason"',
  ],
  [
    ['train', '-', '--label', 'y', '--model', 'sofmax'],
    2,
    '--model should be one of auto, softmax, logistic, perceptron, naive-bayes, sgd, but is "sofmax"; did you mean softmax?',
  ],
  [
    ['train', '-', '--label', 'y', '--model', 'auto', '--eta', '1'],
    2,
    '--model should be a linear one for --eta, but is "auto"',
  ],
  [
    ['train', '-', '--label', 'y', '--model', 'logistic'],
    2,
    '--classes should be the two classes of --model logistic, as no,yes',
  ],
  [['train', '-', '--label', 'y', '--model', 'softmax', '--eta=-1'], 2, '--eta should be a number ≥ 0, but is "-1"'],
  [['train', '-', '--label', 'y', '--delimiter', 'ab', '--format', 'csv'], 2, 'delimiter should be one character'],
  [
    ['train', '-', '--label', 'y', '--snapshot', 's', '--every', '0'],
    2,
    '--every should be a whole number ≥ 1, but is "0"',
  ],
  [['train', 'a', '--label', 'y', '--every', '10'], 2, '--every is for --snapshot'],
  [['train', '-', '--label', 'y', '--follow'], 2, '--follow is for a file'],
  [['train', 'a', '--label', 'y', '--spool', 's'], 2, '--spool is for standard input (-)'],
  [['train', '-', '--label', 'y', '--spool', 's'], 2, '--spool is for --snapshot'],
  [['predict'], 2, 'SNAPSHOT is missing'],
  [['predict', 'm'], 2, 'FILE is missing'],
  [['predict', '/nowhere/m', '-'], 1, 'there is no file /nowhere/m'],
  [['inspect'], 2, 'SNAPSHOT is missing'],
  [['diff', 'a'], 2, 'diff takes two snapshots, but there are 1'],
  [['compare', 'a'], 2, 'compare takes two snapshots, and then files'],
  [['replay', 'm', 'a'], 2, '--output FILE is missing'],
  [['replay', 'm', 'a', '--output', 'b', '--without', 'x'], 2, '--without should be numbers of lines, from 1'],
  [['completion', 'tcsh'], 2, 'completion is for bash, zsh, fish, but not for tcsh'],
])('rivulet %j ends with %d and says %s', async (args, code, message) => {
  const found = await run(args)
  expect(found.error.trimEnd().split('\n'), found.error).toHaveLength(1)
  expect([found.code, found.out]).toEqual([code, ''])
  expect(found.error).toContain(message)
})

test('the overview, the version, and what a shell completes', async () => {
  const { out } = await run(['--help'])
  for (const { name } of COMMANDS) expect(out).toContain(`rivulet ${name} `)
  for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  for (const args of [['-h'], ['help']]) expect((await run(args)).out).toBe(out)
  for (const args of [['--version'], ['-v'], ['version']]) expect((await run(args)).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  const { out: bash } = await run(['completion', 'bash'])
  const script = `${bash}\nCOMP_WORDS=(rivulet train --fol)\nCOMP_CWORD=2\n_rivulet\necho "\${COMPREPLY[@]}"`
  expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' })).toBe('--follow\n')
  expect((await run(['completion', 'fish'])).out).toContain("-n '__fish_seen_subcommand_from train' -l label -r")
})
