import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ended, eventLines, folderWith, lastLine, run, start } from '../test/rivulet.ts'
import { openModel } from './model/index.ts'

const LINES = eventLines(600).filter((line) => line !== 'nonsense')
const JSONL = `${LINES.join('\n')}\n`
const CSV = `hour,who,late\n${LINES.map((line) => Object.values(JSON.parse(line)).join(',')).join('\n')}\n`
const VW = LINES.map((line) => JSON.parse(line))
  .map(({ hour, who, late }) => `${late === 'yes' ? 1 : -1} |t hour:${hour} ${who}\n`)
  .join('')
const LIBSVM = LINES.map((line) => JSON.parse(line))
  .map(({ hour, late }) => `${late === 'yes' ? 1 : 0} 1:${hour} 2:1\n`)
  .join('')

async function trained(...args: string[]): Promise<(name: string) => string> {
  const at = folderWith({ 'e.jsonl': JSONL, 'e.csv': CSV, 'e.vw': VW, 'e.libsvm': LIBSVM })
  const { code, error } = await run(['train', at('e.csv'), '--label', 'late', '--snapshot', at('m'), ...args])
  // Of numbers that are not scaled some models make nothing, and say so.
  expect([code, error.replace(/^rivulet: (its probabilities are )?worse than .*\n$/, '')]).toEqual([0, ''])
  return at
}

describe.each([
  ['auto'],
  ['softmax', '--eta', '0.01'],
  ['softmax', '--rule', 'adagrad', '--l2', '0.001'],
  ['softmax', '--rule', 'normalized'],
  ['softmax', '--rule', 'ftrl', '--l1', '0.1'],
  ['logistic', '--classes', 'no,yes', '--rule', 'normalized'],
  ['perceptron'],
  ['naive-bayes'],
  ['sgd'],
])('a model by name: %s %s %s', (model, ...more) => {
  test('is trained, tested, asked, and opened in a program', async () => {
    const at = await trained('--model', model, ...more)
    const tested = await run(['test', at('m'), at('e.jsonl'), '--json'])
    expect([tested.code, tested.error]).toEqual([0, ''])
    expect(lastLine(tested.out)).toMatchObject({
      events: LINES.length,
      refused: 0,
      accuracy: { value: expect.any(Number) },
    })
    const predicted = (await run(['predict', at('m'), at('e.csv')])).out.trimEnd().split('\n')
    expect(predicted).toHaveLength(LINES.length)
    const opened = openModel(readFileSync(at('m')))
    expect(opened.labels.toSorted()).toEqual(['no', 'yes'])
    for (const [i, line] of LINES.slice(0, 20).entries()) {
      const { x } = opened.read(line)!
      const { label, probabilities } = opened.predict(x)
      const said = JSON.parse(predicted[i]!)
      expect(said.label).toBe(label)
      expect(Object.values(said.probabilities)).toEqual([...probabilities])
    }
    const bytes = readFileSync(at('m'))
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
    expect(openModel(buffer).learner.t).toBe(LINES.length)
  })
})

test('Vowpal Wabbit text and libsvm: trained, tested, predicted, explained', async () => {
  const at = folderWith({ 'e.vw': VW, 'e.libsvm': LIBSVM, 'e.jsonl': JSONL })
  for (const name of ['e.vw', 'e.libsvm']) {
    const model = at(`${name}.model`)
    expect(await run(['train', at(name), '--snapshot', model, '--quiet'])).toEqual({ code: 0, out: '', error: '' })
    expect(lastLine((await run(['test', model, at(name), '--json'])).out)).toMatchObject({
      events: LINES.length,
      refused: 0,
    })
    expect((await run(['predict', model, at(name), '--explain', '2'])).out.split('\n')[0]).toMatch(
      /"reasons":\[\{"feature":"/,
    )
    expect((await run(['explain', model])).out).toMatch(name === 'e.vw' ? /t\|hour/ : /feature 1/)
    const { code, error } = await run(['predict', model, at('e.jsonl')])
    expect([code, error]).toEqual([2, expect.stringMatching(/the model was trained on .+, and this is jsonl/)])
  }
})

describe('test', () => {
  test('says every figure, for people and for programs, and learns nothing', async () => {
    const at = await trained()
    const before = readFileSync(at('m'))
    const { code, out } = await run(['test', at('m'), at('e.csv')])
    expect(code).toBe(0)
    expect(readFileSync(at('m')).equals(before)).toBe(true)
    for (const word of [
      'accuracy',
      'above the majority',
      'cross-entropy',
      'kappa',
      'Brier',
      'precision',
      'AUC',
      'was \\ predicted',
      'predicted with',
    ]) {
      expect(out).toContain(word)
    }
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
    const { confusion, classes, accuracy } = lastLine((await run(['test', at('m'), at('e.csv'), '--json'])).out) as {
      confusion: { rows: number[][] }
      classes: { auc: number }[]
      accuracy: { value: number; low: number; high: number }
    }
    const diagonal = confusion.rows.reduce((sum, row, i) => sum + row[i]!, 0)
    expect(diagonal / LINES.length).toBeCloseTo(accuracy.value, 12)
    expect(accuracy.low).toBeLessThan(accuracy.value)
    for (const { auc } of classes) expect(auc).toBeGreaterThan(0.6)
  })

  test('of nothing that can be used is 1', async () => {
    const at = await trained()
    const { code, error } = await run(['test', at('m'), '-', '--format', 'jsonl'], 'a,b\n1,2\n')
    expect([code, error]).toEqual([1, expect.stringMatching(/nothing could be tested: this looks like CSV/)])
  })
})

describe('predict', () => {
  test('answers each line in order, a bad one too, whether or not there is a label', async () => {
    const at = await trained()
    const input = [LINES[0], 'nonsense', '{"hour":3}', '{"hour":1e400,"who":"a"}', '[1]'].join('\n')
    const { code, out, error } = await run(['predict', at('m'), '-', '--format', 'jsonl', '--explain', '1'], input)
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(0)
    expect(lines.map((line) => ('error' in line ? line.line : 'good'))).toEqual(['good', 2, 'good', 'good', 5])
    expect(lines[0].reasons).toHaveLength(1)
    expect(error).toMatch(/2 of 5 records could not be read/)
    const unlabelled = CSV.split('\n')
      .map((row) => row.split(',').slice(0, 2).join(','))
      .join('\n')
    expect((await run(['predict', at('m'), '-'], unlabelled)).out.trimEnd().split('\n')).toHaveLength(LINES.length)
  })

  test('answers a line as soon as it has come', async () => {
    const at = await trained()
    const child = start('predict', at('m'), '-')
    const end = ended(child)
    for (const line of LINES.slice(0, 3)) {
      const answered = new Promise((resolve) => child.stdout?.once('data', resolve))
      child.stdin?.write(`${line}\n`)
      expect(String(await answered)).toContain('"label"')
    }
    child.stdin?.end()
    expect((await end).code).toBe(0)
  })
})

test('compare says which is better, or that it cannot be told', async () => {
  const at = await trained()
  await run(['train', at('e.csv'), '--label', 'late', '--snapshot', at('worse'), '--model', 'softmax', '--eta', '100'])
  expect((await run(['compare', at('worse'), at('m'), at('e.csv')])).out).toMatch(/^\d+ events: \S+m is better\.\n/)
  const same = await run(['compare', at('m'), at('m'), at('e.csv')])
  expect(same.out).toMatch(/cannot be told/)
  const { accuracy } = lastLine((await run(['compare', at('m'), at('m'), at('e.csv'), '--json'])).out) as {
    accuracy: { difference: object }
  }
  expect(accuracy.difference).toMatchObject({ low: 0, high: 0 })
})

test('explain names the features that matter', async () => {
  const at = await trained('--model', 'logistic', '--classes', 'no,yes', '--rule', 'normalized')
  const { code, out } = await run(['explain', at('m'), '--top', '3'])
  expect(code).toBe(0)
  expect(out).toMatch(/What speaks for "yes":\n {2}\(always\) +.\S+\n/)
  expect(out).toMatch(/hour|who=/)
  const [no, yes] = JSON.parse((await run(['explain', at('m'), '--json'])).out)
  expect([no.label, yes.label]).toEqual(['no', 'yes'])
  expect(yes.weights[0].weight).toBe(-no.weights[0].weight)
  const bayes = await trained('--model', 'naive-bayes')
  expect(await run(['explain', bayes('m')])).toMatchObject({
    code: 1,
    error: expect.stringContaining('has no weights'),
  })
})

test('replay gives the model of an earlier record, and the one without some lines, byte for byte', async () => {
  const at = await trained()
  const first = CSV.split('\n').slice(0, 101).join('\n')
  const without = CSV.split('\n').filter((_, i) => i !== 6)
  writeFileSync(at('first.csv'), `${first}\n`)
  writeFileSync(at('without.csv'), without.join('\n'))
  for (const name of ['first', 'without']) {
    await run(['train', at(`${name}.csv`), '--label', 'late', '--snapshot', at(name)])
  }
  expect(await run(['replay', at('m'), at('e.csv'), '--to', '100', '--output', at('to')])).toMatchObject({ code: 0 })
  expect(readFileSync(at('to')).equals(readFileSync(at('first')))).toBe(true)
  expect((await run(['replay', at('m'), at('e.csv'), '--without', '7', '--output', at('less')])).code).toBe(0)
  const { out } = await run(['diff', at('less'), at('without')])
  // The positions in the two files are others, as the files are.
  expect(
    out
      .trimEnd()
      .split('\n')
      .every((line) => line.startsWith('progress/position')),
  ).toBe(true)
  expect(await run(['replay', at('m'), at('e.csv'), '--output', at('less')])).toMatchObject({ code: 1 })
})

test('a snapshot says what it is: nothing has to be said again', async () => {
  const at = await trained('--model', 'softmax', '--rule', 'adagrad', '--ignore', 'who')
  writeFileSync(at('next.csv'), CSV)
  const again = await run(['train', at('next.csv'), '--next', '--snapshot', at('m'), '--json'])
  expect([again.code, lastLine(again.out)]).toMatchObject([0, { done: true, rejected: 0 }])
  const other = await run(['train', at('next.csv'), '--snapshot', at('m'), '--rule', 'sgd'])
  expect([other.code, other.error]).toEqual([1, expect.stringMatching(/it was trained with the settings/)])
})

test('several passes: the scores are those of the first, the model is one that has learned all of them, whatever stops it between', async () => {
  const at = await trained('--model', 'softmax', '--eta', '0.001')
  const args = (name: string): string[] => [
    'train',
    at('e.csv'),
    '--label',
    'late',
    '--model',
    'softmax',
    '--eta',
    '0.001',
    '--json',
    '--snapshot',
    at(name),
  ]
  const once = lastLine((await run(args('once'))).out)
  const thrice = lastLine((await run([...args('thrice'), '--passes', '3'])).out)
  expect(thrice).toEqual({ ...once, events: 3 * LINES.length })
  const child = start(...args('again'), '--passes', '3', '--every', '20')
  const end = ended(child)
  await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()))
  child.kill('SIGKILL')
  await end
  expect(lastLine((await run([...args('again'), '--passes', '3'])).out)).toEqual(thrice)
  expect(readFileSync(at('again')).equals(readFileSync(at('thrice')))).toBe(true)
})

test('labels in a file of their own belong to events by a key, which is no feature', async () => {
  const rows = LINES.map((line) => JSON.parse(line))
  const at = folderWith({
    'events.csv': `id,hour,who\n${rows.map(({ hour, who }, i) => `${i},${hour},${who}`).join('\n')}\nx,1,a\n`,
    'labels.jsonl': rows
      .map(({ late }, i) => `{"id":${i},"late":"${late}"}\n`)
      .toReversed()
      .join(''),
    'e.csv': CSV,
  })
  const joined = await run([
    'train',
    at('events.csv'),
    '--label',
    'late',
    '--labels',
    at('labels.jsonl'),
    '--key',
    'id',
    '--json',
  ])
  expect(joined.error).toMatch(/1 refused, the last at line \d+: there is no label for id "x"/)
  const { events, accuracy, crossEntropy } = lastLine(
    (await run(['train', at('e.csv'), '--label', 'late', '--json'])).out,
  )
  expect(lastLine(joined.out)).toMatchObject({ events, rejected: 1, accuracy, crossEntropy })
})
