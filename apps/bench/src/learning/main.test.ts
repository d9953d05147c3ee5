import { exec, execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contenders } from './learners.ts'
import type { Row } from './row.ts'
import { streamLines } from './streams.fixture.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rivulet bench-')))

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the benchmark in the temporary folder. */
function bench(...args: string[]): Promise<Ended> {
  return new Promise((done) => {
    // To time learners takes long, and is not what is tested.
    execFile(process.execPath, [main, '--timed', '100', ...args], { cwd: folder }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
}

function rowsOf(stdout: string): Row[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
}

function untimed(rows: readonly Row[]): Omit<Row, 'microseconds'>[] {
  return rows.map(({ microseconds: _, ...row }) => row)
}

beforeAll(() => {
  for (const name of ['streams', 'streams/folder.vw', 'bad', 'empty']) mkdirSync(join(folder, name))
  const write = (name: string, lines: readonly string[]): void => {
    const text = lines.join('\n')
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text)
  }
  write('streams/three.vw', streamLines(2, 300, 3))
  write('streams/two.vw.gz', streamLines(1, 400))
  write('streams/regression.dat.gz', ['0.5 | a'])
  write('bad/garbage.vw', [
    ...streamLines(1, 50),
    'garbage',
    '',
    '| unlabelled',
    '1 | a:nonsense',
    '1 | a:1e101',
    '\u0000',
    ...streamLines(2, 50),
  ])
  write('bad/nothing.vw', ['no line', 'is an example'])
  writeFileSync(join(folder, 'bad/cut.vw.gz'), gzipSync(streamLines(1, 400).join('\n')).subarray(0, 900))
  writeFileSync(
    join(folder, 'bad/utf8.vw'),
    Buffer.concat([Buffer.from('1 | a\n1 | '), Buffer.of(0xff), Buffer.from('\n-1 | b')]),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('npm run bench:learning', () => {
  test('takes the folder relative to where it is typed, and prints a JSON line for each stream and learner', async () => {
    const command = `npm --prefix "${root}" run --silent bench:learning -- streams --json --timed 100 --learners ftrl,normalized`
    const { code, stdout, stderr } = await new Promise<Ended>((done) => {
      exec(command, { cwd: folder }, (error, out, err) => done({ code: error?.code ?? 0, stdout: out, stderr: err }))
    })
    expect(code, stderr).toBe(0)
    const lines = stdout.split('\n').filter((line) => line.startsWith('{'))
    expect(lines.map((line) => Object.keys(JSON.parse(line)))).toEqual(
      Array(4).fill(['stream', 'learner', 'events', 'logLoss', 'accuracy', 'majority', 'lastLabel', 'microseconds']),
    )
    expect(
      lines.map((line) => JSON.parse(line)).map(({ stream, learner, events }) => [stream, learner, events]),
    ).toEqual([
      ['three', 'ftrl', 300],
      ['three', 'normalized', 300],
      ['two', 'ftrl', 400],
      ['two', 'normalized', 400],
    ])
  })
})

describe('the benchmark', () => {
  test('runs all learners, on two classes and on more, and ends with the geometric means', async () => {
    const { code, stdout, stderr } = await bench('streams')
    expect([code, stderr]).toEqual([0, ''])
    for (const text of [
      'two: 400 events, 5 features, 2 classes',
      'three: 300 events, 5 features, 3 classes',
      'µs an event',
    ]) {
      expect(stdout).toContain(text)
    }
    for (const name of contenders) expect(stdout.split(`\n  ${name} `)).toHaveLength(4)
    expect(stdout.split('geometric mean')[1]).toMatch(/normalized +1\.000/)
  })

  test('prints nothing but rows with --json, the same in every run but for the time', async () => {
    const args = ['streams', '--json', '--learners', 'normalized,scaled+auto']
    const [a, b] = await Promise.all([bench(...args), bench(...args)])
    expect(untimed(rowsOf(a.stdout))).toEqual(untimed(rowsOf(b.stdout)))
    for (const row of rowsOf(a.stdout)) {
      for (const share of [row.accuracy, row.majority, row.lastLabel]) expect(share > 0 && share < 1).toBe(true)
      expect(row.logLoss > 0 && row.microseconds > 0).toBe(true)
    }
    expect(a.stderr).toContain('geometric mean')
  })

  test('--delay 0 is the plain run, --delay and --shuffle are others', async () => {
    const rows = async (...args: string[]) => {
      const { stdout } = await bench('streams', '--json', '--learners', 'adagrad', ...args)
      return untimed(rowsOf(stdout))
    }
    const [plain, same, late, shuffled] = await Promise.all([
      rows(),
      rows('--delay', '0'),
      rows('--delay', '20'),
      rows('--shuffle', '1'),
    ])
    expect(same).toEqual(plain)
    for (const others of [late, shuffled])
      for (const [i, row] of others.entries()) expect(row.logLoss).not.toBe(plain[i]?.logLoss)
  })

  test('passes over lines that are no examples, and says how many; a broken file does not end the others', async () => {
    const { code, stdout, stderr } = await bench('bad', '--json', '--learners', 'sgd.01')
    expect(code).toBe(1)
    expect(rowsOf(stdout).map(({ stream, events }) => [stream, events])).toEqual([
      ['garbage', 100],
      ['utf8', 2],
    ])
    expect(stderr).toContain('cut: unexpected end of file')
    expect(stderr).toContain(
      'garbage: 4 of 104 lines refused, the first is line 51: a line should have a | before its features, but is "garbage"',
    )
    expect(stderr).toContain('nothing: 2 of 2 lines refused')
    expect(stderr).toContain('nothing: no events')
    expect(stderr).toContain('utf8: 1 of 3 lines refused, the first is line 2: the line is not valid UTF-8')
    expect(stderr).toContain('no geometric means: they are relative to normalized')
  })

  test.concurrent.each([
    [['empty'], 'there is no *.vw and no *.vw.gz in '],
    [['missing'], 'cannot read DIR: '],
    [['streams/two.vw.gz'], 'cannot read DIR: '],
    [['streams', '--learners', 'auto,magic'], 'there is no learner "magic"'],
    [[], 'DIR should be one folder'],
  ])('%j: one line, and exit code 2', async (args, reason) => {
    const { code, stdout, stderr } = await bench(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(reason)
    expect(stderr.trimEnd()).not.toContain('\n')
  })
})
