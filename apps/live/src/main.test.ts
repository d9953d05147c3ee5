import { describe, expect, test } from 'vitest'
import { printed, runMain, startMain } from './testing/runMain.ts'

const KEYS = [
  'done',
  'stream',
  'events',
  'rejected',
  'accuracy',
  'majority',
  'lastLabel',
  'gainLow',
  'gainHigh',
  'crossEntropy',
  'frequencies',
  'labelEntropy',
  'frequencyBias',
  'drifts',
  'eventsPerSecond',
]

/** The JSON lines that were printed: the rows, and the last one. */
function parse(out: string): { rows: Record<string, number>[]; done: Record<string, number> } {
  const rows = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { done: rows.pop(), rows }
}

const headless = ['--speed', 'max', '--json', '--headless']

describe('--json', () => {
  test('flights: a line for each row, one for the end, and the limit counts scored events', async () => {
    const { code, out, error } = await runMain([...headless, '--limit', '5000'])
    expect(error).toBe('')
    expect(code).toBe(0)
    const { rows, done } = parse(out)
    expect(Object.keys(done)).toEqual(KEYS)
    expect(done).toMatchObject({ done: true, stream: 'flights', events: 5000, rejected: 0 })
    const events = rows.map((row) => row['events'])
    for (const power of [1, 2, 4, 8, 512, 1024]) expect(events).toContain(power)
    expect(events.at(-1)).toBe(5000)
    expect(rows.at(-1)).toMatchObject({ accuracy: done['accuracy'], crossEntropy: done['crossEntropy'] })
  })

  test.each([
    ['softmax regression', 'sgd', 0.8],
    ['the learner that needs no tuning', 'auto', 0.83],
  ])('digits: %s reads enough of 3,000 digits as they come', async (_, model, enough) => {
    const { code, out } = await runMain([...headless, '--stream', 'digits', '--model', model, '--limit', '3000'])
    expect(code).toBe(0)
    const { done } = parse(out)
    expect(done).toMatchObject({ done: true, stream: 'digits', events: 3000, rejected: 0 })
    expect(done['accuracy']).toBeGreaterThanOrEqual(enough)
    expect(done['lastLabel']).toBeLessThan(0.15)
  })

  test('plane: softmax regression follows clusters that drift', async () => {
    const run = async (): Promise<Record<string, number>> =>
      parse((await runMain([...headless, '--stream', 'plane', '--limit', '3000'])).out).done
    const done = await run()
    expect(Object.keys(done)).toEqual(KEYS)
    expect(done).toMatchObject({ done: true, stream: 'plane', events: 3000, rejected: 0 })
    expect(done['accuracy']).toBeGreaterThan(0.9)
    expect({ ...(await run()), eventsPerSecond: 0 }).toEqual({ ...done, eventsPerSecond: 0 })
  })

  test('drift: equal bytes and equal alarms, run after run', async () => {
    const run = async (): Promise<object[]> => {
      const { rows, done } = parse((await runMain([...headless, '--stream', 'drift', '--limit', '12000'])).out)
      expect(done).toMatchObject({ stream: 'drift', events: 12_000, rejected: 0, drifts: 1 })
      // How many rows there are depends on the machine, and what they say does not.
      const early = rows.filter(({ events = 0 }) => events <= 1024 && Number.isInteger(Math.log2(events)))
      return [...early, done].map((row) => ({ ...row, eventsPerSecond: 0 }))
    }
    expect(await run()).toEqual(await run())
  })

  test('the same events give the same figures', async () => {
    const run = async (): Promise<object> => {
      const { done } = parse((await runMain([...headless, '--limit', '2000'])).out)
      return { ...done, eventsPerSecond: 0 }
    }
    expect(await run()).toEqual(await run())
  })
})

describe('--stream stdin', () => {
  const line = (i: number): string => JSON.stringify({ page: i % 3 === 0 ? 'offer' : 'news', clicked: i % 3 === 0 })
  const learn = ['--stream', 'stdin', '--label', 'clicked', '--headless']

  test('a malformed event in the middle is counted and reported, and learning goes on', async () => {
    const good = Array.from({ length: 400 }, (_, i) => line(i))
    const bad = ['{"page": "offer", "clicked"', '[1]', '{"page": "offer"}', '{"price": 1e308, "clicked": true}']
    const input = [...good.slice(0, 200), ...bad, ...good.slice(200)].join('\n')
    const { code, out, error } = await runMain([...learn, '--json'], input)
    expect(code).toBe(0)
    const { done } = parse(out)
    expect(done).toMatchObject({ events: 400, rejected: 4 })
    expect(done['accuracy']).toBeGreaterThan(0.95)
    expect(error).toMatch(/^refused at 201: .* JSON .*\n.*\nrefused at 204: .*at most.* \(4 so far\)\n$/)
  })

  test('what is learned is shown as it arrives, before the end', async () => {
    const child = startMain(learn)
    const first = printed(child, /^ +1 +\d\d:/m)
    child.stdin?.write(`${line(0)}\n`)
    await first
    const second = printed(child, /^ +2 +\d\d:/m)
    child.stdin?.write(`${line(1)}\n`)
    await second
    child.stdin?.end()
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(0)
  })

  test('an empty input is no error', async () => {
    const { code, out } = await runMain([...learn, '--json'])
    expect(code).toBe(0)
    expect(parse(out).done).toMatchObject({ done: true, events: 0, accuracy: null })
  })
})

test('a bad option gets one line and exit 2', async () => {
  const { code, out, error } = await runMain(['--speed', 'fast'])
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(error.trim().split('\n')).toEqual([expect.stringContaining('--speed should be')])
})
