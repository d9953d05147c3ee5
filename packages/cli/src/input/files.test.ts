import { appendFileSync, copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { folderWith, lastLine, run } from '../../test/rivulet.ts'

const ROWS = Array.from({ length: 300 }, (_, i) => `${i % 24},${'abc'[i % 3]},${i % 24 > 11 ? 'yes' : 'no'}`)
const CSV = `hour,who,late\n${ROWS.join('\n')}\n`
const JSONL = ROWS.map((row) => row.split(',')).map(
  ([hour, who, late]) => `{"hour":${hour},"who":"${who}","late":"${late}"}\n`,
)

/** What became of the records of a text. */
async function counts(text: string | Uint8Array, ...args: string[]): Promise<Record<string, unknown>> {
  const { out, error, code } = await run(['train', '-', '--json', ...args], text)
  return out === '' ? { code, error } : { ...lastLine(out), code, error }
}

const late = ['--label', 'late']

test('a quote within a cell is a character: ten thousand of ten thousand', async () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, i) => `${i === 5 || i === 9000 ? '5 ft 6"' : i % 7},${i % 2 === 0 ? 'a' : 'b'}`,
  )
  expect(await counts(`height,y\n${rows.join('\n')}\n`, '--label', 'y')).toMatchObject({
    events: 10_000,
    rejected: 0,
    code: 0,
  })
})

test('a quote that is never closed costs the lines that it spoils, each counted', async () => {
  const rows = [...ROWS]
  rows[10] = '7,"a,no'
  rows[200] = '7,"b,no'
  expect(await counts(`hour,who,late\n${rows.join('\n')}\n`, ...late)).toMatchObject({ events: 298, rejected: 2 })
})

describe('the first bytes say what a text is', () => {
  const utf16 = Buffer.from(`\ufeff${CSV}`, 'utf16le')
  test.each<[string, string | Uint8Array]>([
    ['CSV', CSV],
    ['tabs', CSV.replaceAll(',', '\t')],
    ['semicolons', CSV.replaceAll(',', ';')],
    ['a line for Excel', `sep=;\r\n${CSV.replaceAll(',', ';')}`],
    ['gzip', gzipSync(CSV)],
    ['UTF-16', utf16],
    ['UTF-16, gzipped', gzipSync(utf16)],
    ['returns alone', CSV.replaceAll('\n', '\r')],
    ['JSON lines', JSONL.join('')],
    ['Vowpal Wabbit text', ROWS.map((_, i) => `${i % 2} | a:${i % 7} b\n`).join('')],
    ['libsvm', ROWS.map((_, i) => `${i % 2} 1:${i % 7} 3:1\n`).join('')],
  ])('%s', async (name, text) => {
    const label = name === 'Vowpal Wabbit text' || name === 'libsvm' ? [] : late
    expect(await counts(text, ...label)).toMatchObject({ events: 300, rejected: 0, code: 0 })
    const at = folderWith({ 'events.txt': text })
    const { out } = await run(['train', at('events.txt'), '--json', ...label])
    expect(lastLine(out)).toMatchObject({ events: 300, rejected: 0 })
  })

  test.each<[string, string | Uint8Array, number, RegExp]>([
    [
      'a JSON list',
      `[\n${JSONL.join('').trim().replaceAll('\n', ',\n')}\n]`,
      1,
      /this is a JSON list, not JSON lines: .*jq -c '\.\[\]'/,
    ],
    ['JSON over several lines', '{\n  "hour": 1,\n  "late": "no"\n}\n', 1, /JSON over several lines.*jq -c/],
    ['zip', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), 1, /zip archive.*unzip -p/],
    [
      'Latin-1 in the header',
      Buffer.from('h\xe4he,late\n1,no\n', 'latin1'),
      2,
      /the header \(line 1\) is not valid UTF-8 in column 1.*iconv/,
    ],
    [
      'a header with a quote that is not closed',
      'a,"b,late\n1,2,no\n',
      2,
      /the header \(line 1\) opens a quote that is never closed: "a,/,
    ],
    [
      'a header beyond a megabyte',
      `hour,${'a'.repeat(2 ** 20)},late\n1,2,no\n`,
      2,
      /the header \(line 1\) is longer than 1 MiB/,
    ],
    [
      'another label',
      CSV,
      2,
      /--label should be a column of the header, hour, who, late, but is lale; did you mean late\?/,
    ],
  ])('%s is said, with what to do', async (name, text, code, message) => {
    const label = name === 'another label' ? 'lale' : 'late'
    const found = await counts(text, '--label', label)
    expect(found['code']).toBe(code)
    expect(found['error']).toMatch(message)
  })

  test('CSV that is read as JSON lines ends with 1 after a hundred lines, and says what helps', async () => {
    const found = await counts(CSV.repeat(10), ...late, '--format', 'jsonl')
    expect(found).toMatchObject({ code: 1, events: 0, rejected: expect.any(Number) })
    expect(found['rejected']).toBeLessThan(2000)
    expect(found['error']).toMatch(/nothing could be learned: this looks like CSV: try --format csv\n$/)
  })
})

test('columns can be named, typed and passed over', async () => {
  const text = '007;"1";x;yes\n008;"2";y;no\n'
  const at = folderWith({ 'e.csv': text })
  const columns = ['--columns', 'id,n,who,late', '--delimiter', ';', '--ignore', 'id', '--number', 'n', '--text', 'who']
  const { code, out } = await run(['train', at('e.csv'), ...late, ...columns, '--json'])
  expect([code, lastLine(out)]).toEqual([0, expect.objectContaining({ events: 2, rejected: 0 })])
  const { code: wrong, error } = await run(['train', at('e.csv'), ...late, ...columns, '--weight', 'gone'])
  expect([wrong, error]).toEqual([2, expect.stringContaining('--weight should be a column of the header')])
})

test('eighty thousand columns are read at once', async () => {
  const names = Array.from({ length: 80_000 }, (_, i) => `c${i}`)
  const row = names.map((_, i) => i % 10).join(',')
  const before = performance.now()
  expect(await counts(`${names.join(',')},late\n${row},no\n`, ...late)).toMatchObject({ events: 1 })
  // It took 29 s when each name was looked for among all others.
  expect(performance.now() - before).toBeLessThan(15_000)
})

test('joined files: a header and a byte order mark that are met again are passed over', async () => {
  const found = await counts(`\ufeff${CSV}\ufeff${CSV}\n\n`, ...late)
  expect(found).toMatchObject({ events: 600, rejected: 0, passedOver: 4, error: '' })
})

describe('one file after the other', () => {
  const files = {
    'day1.csv': CSV,
    'day2.csv': CSV.replaceAll(',a,', ',d,'),
    'both.csv': CSV + CSV.replaceAll(',a,', ',d,'),
  }
  const train = async (at: (name: string) => string, names: string[], ...args: string[]): ReturnType<typeof run> =>
    run(['train', ...names.map(at), ...late, '--json', '--snapshot', at('m'), ...args])

  test('in one run, in two, or as the next one: the same bytes, and none learned twice', async () => {
    const at = folderWith(files)
    expect(lastLine((await train(at, ['day1.csv', 'day2.csv'])).out)).toMatchObject({
      events: 600,
      rejected: 0,
      passedOver: 2,
    })
    const whole = readFileSync(at('m'))
    const second = folderWith(files)
    await train(second, ['day1.csv'])
    expect((await train(second, ['day2.csv'])).error).toMatch(/day2\.csv is another file than before/)
    expect(lastLine((await train(second, ['day2.csv'], '--next')).out)).toMatchObject({ events: 600 })
    expect(readFileSync(second('m')).equals(whole)).toBe(true)
    // Given again, in whatever way, nothing is new.
    for (const names of [['day2.csv'], ['day1.csv', 'day2.csv'], ['day1.csv']]) {
      expect(lastLine((await train(second, names, '--next')).out)).toMatchObject({ events: 600 })
    }
    expect(readFileSync(second('m')).equals(whole)).toBe(true)
  })

  test('a file that was replaced by one with the same header, or cut, is never read on in its middle', async () => {
    const at = folderWith(files)
    await train(at, ['day1.csv'])
    copyFileSync(at('day2.csv'), at('day1.csv'))
    expect(await train(at, ['day1.csv'])).toMatchObject({
      code: 1,
      out: '',
      error: expect.stringMatching(/day1\.csv is another file than before/),
    })
    writeFileSync(at('day1.csv'), CSV.slice(0, 1000))
    expect(await train(at, ['day1.csv'])).toMatchObject({ code: 1, error: expect.stringMatching(/is another file/) })
  })

  test('half a last line waits for the rest of it', async () => {
    const at = folderWith({ 'e.csv': CSV.slice(0, -3) })
    const { out, error } = await train(at, ['e.csv'])
    expect(lastLine(out)).toMatchObject({ events: 299 })
    expect(error).toMatch(/e\.csv: the last line is not ended, and waits for its end: "11,c,"/)
    appendFileSync(at('e.csv'), 'no\n')
    expect(lastLine((await train(at, ['e.csv'])).out)).toMatchObject({ events: 300, rejected: 0 })
  })

  test('a rotated log goes on with the new one, when both are given', async () => {
    const at = folderWith({ log: JSONL.slice(0, 100).join('') })
    await train(at, ['log'])
    appendFileSync(at('log'), JSONL.slice(100, 200).join(''))
    renameSync(at('log'), at('log.1'))
    writeFileSync(at('log'), JSONL.slice(200).join(''))
    expect(lastLine((await train(at, ['log.1', 'log'])).out)).toMatchObject({ events: 300, rejected: 0 })
    expect(existsSync(at('m'))).toBe(true)
  })
})
