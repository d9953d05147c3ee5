import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { contenders } from './contenders.ts'
import { type DriftRow, falseAlarmCost, horizon, judge } from './judge.ts'
import { OptionError, parseOptions } from './options.ts'
import { driftStreams } from './streams.ts'

const length = 100_000
const streams = driftStreams(length, 1)
const rows: DriftRow[] = streams.flatMap((stream) =>
  Object.entries(contenders).map(([name, create]) => judge(name, create(), stream)),
)
const row = (detector: string, stream: string): DriftRow =>
  rows.find((of) => of.detector === detector && of.stream === stream) as DriftRow

describe('the streams', () => {
  test('are the same for the same seed, and change where they say', () => {
    expect(driftStreams(length, 1)).toEqual(streams)
    const rate = (name: string, from: number, to: number): number => {
      const { events } = streams.find((of) => of.name === name) as (typeof streams)[number]
      return events.slice(from, to).reduce((sum, { error }) => sum + error, 0) / (to - from)
    }
    expect(streams.map(({ name }) => name)).toEqual(['stationary', 'abrupt', 'gradual', 'recurring'])
    expect(streams[0]?.changes).toEqual([])
    expect(rate('stationary', 0, length)).toBeCloseTo(0.2, 2)
    for (const { name, changes } of streams.slice(1)) {
      expect(changes.length).toBeGreaterThanOrEqual(8)
      for (const change of changes) {
        expect(rate(name, change - 4000, change)).toBeLessThan(0.13)
        expect(rate(name, change, change + 3000)).toBeGreaterThan(0.15)
      }
    }
  })
})

describe('the judge', () => {
  const stream = {
    name: 'made',
    events: Array.from({ length: 20_000 }, () => ({ error: 0, label: 0 })),
    changes: [5000, 12_000],
  }
  const alarmsAt = (...alarms: number[]) => {
    let i = -1
    return () => alarms.includes(++i)
  }
  test('takes the first alarm after a change for its finding, and all others for false', () => {
    const { falseAlarms, detected, meanDelay, harm } = judge('made', alarmsAt(100, 5009, 5010, 9000, 12_029), stream)
    expect({ falseAlarms, detected, meanDelay }).toEqual({ falseAlarms: 3, detected: 2, meanDelay: 20 })
    expect(harm).toBe((40 + 3 * falseAlarmCost) / 20)
  })
  test('an alarm beyond the horizon is too late', () => {
    const { falseAlarms, detected, meanDelay, harm } = judge('made', alarmsAt(5000 + horizon), stream)
    expect({ falseAlarms, detected, meanDelay }).toEqual({ falseAlarms: 1, detected: 0, meanDelay: null })
    expect(harm).toBe((2 * horizon + falseAlarmCost) / 20)
  })
})

describe('by harm', () => {
  test.each(['abrupt', 'gradual', 'recurring'])('every detector is better than always and never: %s', (stream) => {
    for (const detector of ['ADWIN', 'DDM', 'PageHinkley', 'KLTest']) {
      expect(row(detector, stream).harm).toBeLessThan(row('never', stream).harm)
      expect(row(detector, stream).harm).toBeLessThan(row('always', stream).harm)
    }
  })
  test('where nothing changes, never is perfect, and ADWIN is as good', () => {
    expect(row('never', 'stationary').harm).toBe(0)
    expect(row('ADWIN', 'stationary').harm).toBe(0)
    expect(row('always', 'stationary').falseAlarms).toBe(length)
  })
  test('ADWIN finds every change, the abrupt ones within 300 events on average', () => {
    for (const { name, changes } of streams) expect(row('ADWIN', name).detected).toBe(changes.length)
    expect(row('ADWIN', 'abrupt').meanDelay).toBeLessThan(300)
  })
})

describe('the command', () => {
  test('prints one JSON line for each detector and stream', () => {
    const main = new URL('main.ts', import.meta.url).pathname
    const lines = execFileSync(process.execPath, [main, '--json', '--events', '20000'], { encoding: 'utf8' })
      .trim()
      .split('\n')
    expect(lines).toHaveLength(4 * Object.keys(contenders).length)
    expect(Object.keys(JSON.parse(lines[0] as string))).toEqual([
      'detector',
      'stream',
      'events',
      'changes',
      'falseAlarms',
      'detected',
      'meanDelay',
      'harm',
    ])
  })
  test('says in one line what is wrong', () => {
    expect(parseOptions([])).toEqual({ json: false, events: 200_000, seed: 1 })
    expect(parseOptions(['--help'])).toBe('help')
    expect(() => parseOptions(['--events', '3'])).toThrow(OptionError)
    expect(() => parseOptions(['--seed', '-1'])).toThrow(OptionError)
    expect(() => parseOptions(['--speed'])).toThrow(OptionError)
  })
})
