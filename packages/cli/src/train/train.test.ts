import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ended, eventLines, folderWith, lastLine, run, start } from '../../test/rivulet.ts'

const LINES = eventLines(300)
const JSONL = `${LINES.join('\n')}\n`
const REFUSED = LINES.filter((line) => line === 'nonsense').length
const CSV = `hour,who,late\n${LINES.map((line) => (line === 'nonsense' ? line : Object.values(JSON.parse(line)).join(','))).join('\n')}\n`

const train = (...args: string[]): ReturnType<typeof run> => run(['train', ...args, '--label', 'late', '--json'])

describe('the last line', () => {
  test('has these keys and no others, and depends on the events alone', async () => {
    const at = folderWith({ 'e.jsonl': JSONL })
    const runs = await Promise.all([train(at('e.jsonl')), train(at('e.jsonl'))])
    const [line, same] = runs.map(({ out }) => lastLine(out))
    expect(runs.map(({ code }) => code)).toEqual([0, 0])
    expect(line).toEqual(same)
    expect(Object.keys(line!).join()).toBe('done,events,rejected,passedOver,accuracy,crossEntropy,majority,lastLabel')
    expect(line).toMatchObject({ done: true, events: 300 - REFUSED, rejected: REFUSED })
    expect(line!['accuracy']).toBeGreaterThan(line!['majority'] as number)
    expect(runs[0]!.error).toMatch(new RegExp(`^rivulet: ${REFUSED} refused, the last at line 291: .+\n$`))
  })

  test('is the same from CSV, CRLF, a byte order mark, gzip and standard input', async () => {
    const at = folderWith({
      'e.jsonl': JSONL,
      'crlf.jsonl': `\ufeff${JSONL.replaceAll('\n', '\r\n')}`,
      'e.csv': CSV,
      'crlf.csv': `\ufeff${CSV.replaceAll('\n', '\r\n')}`,
      'e.jsonl.gz': gzipSync(JSONL),
      'unfinished.jsonl': JSONL.trimEnd(),
      'e.txt': CSV,
    })
    const names = ['e.jsonl', 'crlf.jsonl', 'e.csv', 'crlf.csv', 'e.jsonl.gz', 'unfinished.jsonl']
    const input = async (text: string, ...more: string[]): ReturnType<typeof run> =>
      run(['train', '-', '--label', 'late', '--json', ...more], text)
    const runs = await Promise.all([
      ...names.map((name) => train(at(name))),
      train(at('e.txt'), '--format', 'csv'),
      input(JSONL),
      input(`\ufeff${CSV}`, '--format', 'csv'),
    ])
    const lines = runs.map(({ out }) => lastLine(out))
    // A header is passed over.
    for (const line of lines) expect({ ...line, passedOver: 0 }).toEqual(lines[0])
  })

  test('of --model sgd is another', async () => {
    const at = folderWith({ 'e.jsonl': JSONL })
    const line = lastLine((await train(at('e.jsonl'), '--model', 'sgd')).out)
    expect(line).toMatchObject({ done: true, events: 300 - REFUSED })
    expect(line).not.toEqual(lastLine((await train(at('e.jsonl'))).out))
  })
})

test('for people there is a table', async () => {
  const at = folderWith({ 'e.jsonl': JSONL })
  const { code, out } = await run(['train', at('e.jsonl'), '--label', 'late'])
  expect(code).toBe(0)
  expect(out.split('\n').slice(2, 5)).toEqual([
    expect.stringMatching(/^ {3}events accuracy .+ events\/s$/),
    expect.stringMatching(/^ {8}1 {3}0\.00 % /),
    expect.stringMatching(/^ {8}2 /),
  ])
  expect(out).toMatch(
    /\n297 events\n\d\d\.\d\d % ± \d+\.\d\d right, .+\nlog loss \S+, \S+ by the frequencies of the labels\n$/,
  )
  for (const line of out.split('\n').slice(2)) expect(line.length).toBeLessThanOrEqual(80)
})

describe('what is no good input', () => {
  const nothing = { done: true, events: 0, rejected: 0, accuracy: null, crossEntropy: null, majority: null }

  test('an empty file is learned at once, as is a header alone', async () => {
    const at = folderWith({ 'e.jsonl': '', 'blank.jsonl': '\n \r\n\n', 'e.csv': 'hour,late\n' })
    for (const name of ['e.jsonl', 'blank.jsonl', 'e.csv']) {
      const { code, out } = await train(at(name))
      expect([code, lastLine(out)], name).toEqual([0, expect.objectContaining(nothing)])
    }
    expect(lastLine((await train('-')).out)).toMatchObject(nothing)
  })

  test('binary garbage is refused and counted', async () => {
    const garbage = Uint8Array.from({ length: 50_000 }, (_, i) => Math.imul(i + 1, 2_654_435_761) >>> 24)
    const at = folderWith({ 'e.bin': garbage })
    const { code, out, error } = await train(at('e.bin'), '--format', 'jsonl')
    expect(code).toBe(1)
    expect(lastLine(out)).toMatchObject({ events: 0, accuracy: null })
    expect(lastLine(out)['rejected']).toBeGreaterThanOrEqual(100)
    expect(error).toContain('nothing could be learned')
    expect((await train(at('e.bin'))).code).toBe(2)
  })

  test('a bad event is refused, those around it are learned', async () => {
    const bad = [
      '{"hour":1}',
      '{"hour":1,"late":null}',
      '{"hour":1,"late":["yes"]}',
      `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`,
      '[1]',
      '7',
      `{"text":"${'x'.repeat(2 ** 20)}","late":"yes"}`,
    ]
    const good = '{"hour":3,"toString":"x","late":"yes"}'
    const odd = ['{"hour":1e999,"late":"yes"}', '{"hour":[1,2],"late":"yes"}', '{"__proto__":1,"late":"yes"}']
    const { code, out, error } = await run(
      ['train', '-', '--label', 'late', '--json'],
      [good, ...odd, ...bad, good].join('\n'),
    )
    expect([code, lastLine(out)]).toEqual([0, expect.objectContaining({ events: 5, rejected: bad.length })])
    expect(error).toContain('2 fields could not be used and were left out, the last is a.a.a.a.a.a.a.a')
    const { out: inherited } = await run(['train', '-', '--label', 'constructor', '--json'], good)
    expect(lastLine(inherited)).toMatchObject({ events: 0, rejected: 1 })
  })

  test.each([
    ['no such file', 'missing.jsonl', 1, /^rivulet: there is no file \S+missing\.jsonl\n$/],
    ['a folder', '.', 1, /^rivulet: \S+ is a folder, and should be a file\n$/],
    ['a header with a column twice', 'twice.csv', 2, /^rivulet: the header has the column "a" twice\n$/],
    [
      'a header without the label',
      'without.csv',
      2,
      /^rivulet: --label should be a column of the header, a, b, but is /,
    ],
  ])('%s is said in one line', async (_, name, expected, message) => {
    const at = folderWith({ 'twice.csv': 'a,a,late\n1,2,3\n', 'without.csv': 'a,b\n1,2\n' })
    const { code, out, error } = await train(at(name))
    expect(code).toBe(expected)
    expect(error).toMatch(message)
    expect(out).toBe('')
  })
})

describe('a snapshot', () => {
  const whole = async (at: (name: string) => string, ...more: string[]): Promise<Buffer> => {
    await train(at('e.jsonl'), '--snapshot', at('whole.safetensors'), ...more)
    return readFileSync(at('whole.safetensors'))
  }

  test.each(['auto', 'sgd'])('lets a file that grows be learned as if in one go, by %s', async (model) => {
    const at = folderWith({ 'e.jsonl': JSONL, 'growing.jsonl': '' })
    const expected = await whole(at, '--model', model)
    const snapshot = at('models/growing.safetensors')
    for (const [from, to] of [
      [0, 100],
      [100, 100],
      [100, 230],
      [230, 300],
    ] as const) {
      appendFileSync(
        at('growing.jsonl'),
        LINES.slice(from, to)
          .map((line) => `${line}\n`)
          .join(''),
      )
      const { code, out } = await train(at('growing.jsonl'), '--snapshot', snapshot, '--model', model, '--every', '7')
      expect([code, lastLine(out)['done']]).toEqual([0, true])
    }
    expect(readFileSync(snapshot).equals(expected)).toBe(true)
  })

  test('that is damaged is passed over, loudly, for the one before', async () => {
    const at = folderWith({ 'e.jsonl': JSONL, 'm.txt': 'no snapshot' })
    const expected = await whole(at, '--every', '20')
    writeFileSync(at('whole.safetensors'), expected.subarray(0, 500))
    const { code, error } = await train(at('e.jsonl'), '--snapshot', at('whole.safetensors'))
    expect(code).toBe(0)
    expect(error).toMatch(/^rivulet: the snapshot \S+ is passed over: .+ cut off/)
    expect(readFileSync(at('whole.safetensors')).equals(expected)).toBe(true)
    expect(existsSync(at('whole.safetensors.damaged'))).toBe(true)
  })

  test('that is none at all is left alone', async () => {
    const at = folderWith({ 'e.jsonl': JSONL, 'm.txt': 'no snapshot' })
    const { code, error } = await train(at('e.jsonl'), '--snapshot', at('m.txt'))
    expect(code).toBe(1)
    expect(error).toMatch(/none of the 1 snapshots of the store is good/)
    expect(readFileSync(at('m.txt'), 'utf8')).toBe('no snapshot')
  })

  test('made with other options, or of another file, is refused and stays', async () => {
    const at = folderWith({ 'e.jsonl': JSONL, 'other.jsonl': '{"hour":1,"late":"no"}\n' })
    const before = await whole(at)
    const snapshot = ['--snapshot', at('whole.safetensors'), '--label']
    const cases: [string[], RegExp][] = [
      [[at('e.jsonl'), ...snapshot, 'late', '--model', 'sgd'], /it was trained with the model auto, not sgd/],
      [[at('e.jsonl'), ...snapshot, 'who'], /it was trained with the label late, not who/],
      [['-', ...snapshot, 'late'], /it was trained with the source file, not standard input/],
      [[at('other.jsonl'), ...snapshot, 'late'], /other\.jsonl is another file than before: .+ --next learns it/],
    ]
    for (const [args, message] of cases) {
      const { code, error } = await run(['train', ...args])
      expect(code).toBe(1)
      expect(error).toMatch(message)
      expect(error.trimEnd().split('\n')).toHaveLength(1)
    }
    expect(readFileSync(at('whole.safetensors')).equals(before)).toBe(true)
  })

  test('that cannot be written is an error, said at once, and the training goes to its end', async () => {
    const at = folderWith({ 'e.jsonl': JSONL })
    // A folder where the temporary file should be: that stops root as well, which no permission does.
    mkdirSync(at('m.safetensors.unfinished-1'))
    const { code, out, error } = await train(at('e.jsonl'), '--snapshot', at('m.safetensors'), '--every', '100')
    expect(code).toBe(1)
    expect(lastLine(out)).toMatchObject({ done: true, events: 300 - REFUSED })
    expect(error).toMatch(/^rivulet: the snapshot after 100 entries was not written: /)
  })

  test('of standard input that is spooled has all that was received, though it was lost', async () => {
    const at = folderWith({ 'e.jsonl': JSONL })
    const csv = CSV.trimEnd().split('\n')
    for (const [lines, head, format] of [
      [LINES, [], 'jsonl'],
      [csv.slice(1), csv.slice(0, 1), 'csv'],
    ] as const) {
      const input = (part: readonly string[], name: string): ReturnType<typeof run> => {
        const where = ['--snapshot', at(`${name}.${format}`), '--spool', at(`${name} ${format}`), '--every', '30']
        const text = [...head, ...part].join('\n')
        return run(['train', '-', '--label', 'late', '--json', '--format', format, ...where], text)
      }
      const whole = lastLine((await input(lines, 'whole')).out)
      expect(whole).toMatchObject({ done: true, events: 300 - REFUSED, rejected: REFUSED })
      await input(lines.slice(0, 120), 'parts')
      renameSync(at(`parts.${format}.previous`), at(`parts.${format}`))
      await input(lines.slice(120, 200), 'parts')
      rmSync(at(`parts.${format}`))
      rmSync(at(`parts.${format}.previous`))
      expect(lastLine((await input(lines.slice(200), 'parts')).out)).toEqual(whole)
      expect(readFileSync(at(`parts.${format}`)).equals(readFileSync(at(`whole.${format}`)))).toBe(true)
    }
  })

  test('of standard input goes on with what comes next', async () => {
    const at = folderWith({ 'e.jsonl': JSONL })
    const input = (lines: readonly string[], name: string): ReturnType<typeof run> =>
      run(['train', '-', '--label', 'late', '--json', '--snapshot', at(name)], lines.join('\n'))
    const whole = lastLine((await input(LINES, 'whole')).out)
    await input(LINES.slice(0, 100), 'halves')
    expect(lastLine((await input(LINES.slice(100), 'halves')).out)).toEqual(whole)
  })
})

describe('a signal', () => {
  test.each([
    ['SIGTERM', 0],
    ['SIGHUP', 0],
    ['SIGINT', 130],
  ] as const)('%s ends with a snapshot and code %d', async (signal, expected) => {
    const at = folderWith({ 'e.jsonl': JSONL })
    const args = ['--label', 'late', '--json', '--snapshot', at('m.safetensors')]
    const child = start('train', at('e.jsonl'), ...args, '--follow')
    const end = ended(child)
    await new Promise<void>((resolve) =>
      child.stdout?.on('data', (rows) => String(rows).includes('"events":256') && resolve()),
    )
    child.kill(signal)
    const { code, out } = await end
    expect(code).toBe(expected)
    expect(lastLine(out)).toMatchObject({ done: false })
    const { out: after } = await run(['train', at('e.jsonl'), ...args])
    expect(lastLine(after)).toMatchObject({ done: true, events: 300 - REFUSED })
  })

  test('ends the waiting for standard input', async () => {
    const child = start('train', '-', '--label', 'late', '--json')
    const end = ended(child)
    child.stdin?.write(`${LINES[0]}\n`)
    await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()))
    child.kill('SIGTERM')
    const { code, out } = await end
    expect([code, lastLine(out)]).toEqual([0, expect.objectContaining({ done: false, events: 1 })])
  })
})
