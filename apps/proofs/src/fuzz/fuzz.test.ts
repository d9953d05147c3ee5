import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fuzzLines } from './lines.ts'
import { fuzzSnapshots } from './snapshots.ts'
import { watch } from './watch.ts'

const beat = (): void => {}

test('a thousand mutated snapshots are refused, or are such as learning can go on from', () => {
  const counts = fuzzSnapshots(1000, 7, beat)
  expect(counts.resealed).toBeGreaterThan(100)
  expect(counts.rewritten).toBe(750)
  expect(counts.decoded).toBeGreaterThan(600)
  expect(counts.taken).toBeGreaterThan(70)
})

test('a thousand mutated lines among as many good ones are refused, or learned without harm', async () => {
  const { mutants, records, refused, learned } = await fuzzLines(1000, 7, beat)
  expect(mutants).toBe(1000)
  expect(records).toBeGreaterThan(1800)
  expect(refused).toBeGreaterThan(300)
  expect(learned).toBeGreaterThan(200)
})

test('the command survives as well', async () => {
  const { counts } = await watch<{ refused: number; learned: number }>({
    name: 'commands',
    runs: 100,
    seed: 7,
    memory: 400,
  })
  expect(counts.refused).toBeGreaterThan(30)
  expect(counts.learned).toBeGreaterThan(100)
})

test('lines beyond all limits are refused, each for its own reason', async () => {
  const { counts } = await watch({ name: 'monsters', runs: 0, seed: 7, memory: 500 })
  expect(counts).toEqual({ refused: 13, accepted: 2 })
})

describe('whoever watches finds', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rivulet-watch-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  // A process that hangs is waited for so long, and a busy machine may take some seconds to start one.
  test.concurrent.each([
    ['a loop without end', `console.log(41); for (;;);`, 'fuzzing x with seed 7 hangs; the last that it said was 41'],
    ['silence', `setTimeout(() => {}, 60_000)`, 'hangs; the last that it said was nothing'],
    ['a failure', `console.log(41); process.exit(3)`, 'ended with 3 after it said 41'],
    ['a crash', `console.log(41); process.kill(process.pid, 'SIGSEGV')`, /ended with SIG[A-Z]+ after it said 41/],
    ['a hoard', `console.log('{"peakMegabytes":401}')`, 'took 401 MB, more than 400'],
  ])('%s', async (name, source, message) => {
    const script = join(folder, `${name}.mjs`)
    writeFileSync(script, source)
    await expect(watch({ script, name: 'x', runs: 1, seed: 7, memory: 400, patience: 15_000 })).rejects.toThrow(message)
  })
})
