import { describe, expect, test } from 'vitest'
import { baselines } from './baselines.ts'
import { benchmark } from './benchmark.ts'
import { Events } from './events.ts'
import { geometricMeans } from './geometricMeans.ts'
import { contenders } from './learners.ts'
import type { Row } from './row.ts'
import { plantedEvents } from './streams.fixture.ts'

/** A clock that goes on a millisecond whenever it is read. */
function clock(): () => number {
  let now = 0
  return () => now++
}

function run(shuffle: number | undefined, delay = 0, timed = 0, now = clock()): Row[] {
  return benchmark('planted', plantedEvents(3, 600), contenders, { delay, shuffle, timed, now })
}

describe('benchmark', () => {
  test('gives a row for each learner, in the order asked for', () => {
    const rows = run(undefined)
    expect(rows.map((row) => row.learner)).toEqual(contenders)
    for (const row of rows) {
      expect(row).toEqual({
        stream: 'planted',
        learner: expect.any(String),
        events: 600,
        logLoss: expect.any(Number),
        accuracy: expect.any(Number),
        majority: expect.any(Number),
        lastLabel: expect.any(Number),
        microseconds: expect.any(Number),
      })
      expect(row.accuracy).toBeGreaterThan(0.8)
      expect(row.majority).toBeLessThan(0.6)
    }
  })

  test('a shuffle is its seed: the same one gives the same figures, another one others', () => {
    const [five, six, inOrder] = [run(5), run(6), run(undefined)]
    expect(run(5)).toEqual(five)
    for (const [i, { logLoss }] of five.entries()) {
      expect(logLoss).not.toBe(six[i]?.logLoss)
      expect(logLoss).not.toBe(inOrder[i]?.logLoss)
    }
  })

  test('a late label costs', () => {
    const late = run(undefined, 50)
    for (const [i, { accuracy }] of run(undefined).entries()) expect(late[i]?.accuracy).toBeLessThan(accuracy)
  })

  test('the time is the median over chunks of 64 events', () => {
    // Each chunk takes a millisecond, and the stream is nine of 64 events and one of 24, again and again.
    for (const { microseconds } of run(undefined, 0, 2000)) expect(microseconds).toBe(Math.round(1e6 / 64) / 1e3)
  })

  test('the pass that is scored is not timed: nothing is compiled then', () => {
    // The clock stands still until every learner has had its ten chunks, at two readings each.
    let readings = 0
    const late = (): number => Math.max(0, ++readings - 2 * 10 * contenders.length)
    for (const { microseconds } of run(undefined, 0, 600, late)) expect(microseconds).toBe(Math.round(1e6 / 64) / 1e3)
  })

  test('classes are counted by themselves, and one alone gets another beside it', () => {
    const events = new Events()
    for (const y of [3, 3, 1, 2, 3]) events.add(y, 1, { indices: [], values: [] })
    expect(events.classes()).toEqual([1, 2, 3])
    for (const [y, classes] of [
      [1, [-1, 1]],
      [-1, [-1, 1]],
      [7, [1, 7]],
    ] as const) {
      const constant = new Events()
      for (let i = 0; i < 300; i++) constant.add(y, 1, { indices: [4], values: [1] })
      expect(constant.classes()).toEqual(classes)
      for (const row of benchmark('constant', constant, contenders, {
        delay: 0,
        shuffle: undefined,
        timed: 0,
        now: clock(),
      })) {
        expect(row.accuracy).toBeGreaterThan(0.99)
      }
    }
  })

  test('an event counts as often as its importance says', () => {
    const [twice, heavy] = [new Events(), new Events()]
    const once = plantedEvents(4, 200)
    for (let i = 0; i < 200; i++) {
      heavy.add(once.y(i), i % 2, once.x(i))
      if (i % 2 === 1) twice.add(once.y(i), 1, once.x(i))
    }
    const how = { delay: 0, shuffle: undefined, timed: 0 }
    const [a] = benchmark('a', heavy, ['sgd.01'], { ...how, now: clock() })
    const [b] = benchmark('b', twice, ['sgd.01'], { ...how, now: clock() })
    expect(a?.logLoss).toBe(b?.logLoss)
    expect([a?.majority, a?.lastLabel]).toEqual([b?.majority, expect.any(Number)])
  })
})

test('the baselines get labels as late as the learners', () => {
  const events = new Events()
  for (const y of [1, 1, -1, -1, -1, -1]) events.add(y, 1, { indices: [], values: [] })
  const order = [0, 1, 2, 3, 4, 5]
  expect(baselines(events, order, 0)).toEqual({ majority: 2 / 6, lastLabel: 4 / 6 })
  expect(baselines(events, order, 2)).toEqual({ majority: 0, lastLabel: 1 / 6 })
  expect(baselines(events, order, 9)).toEqual({ majority: 0, lastLabel: 0 })
})

test('geometric means are relative to the normalised rule, stream by stream', () => {
  const row = (stream: string, learner: string, logLoss: number): Row => ({
    ...{ stream, learner, logLoss, events: 1, accuracy: 1, majority: 1, lastLabel: 1, microseconds: 1 },
  })
  const rows = [row('a', 'auto', 0.2), row('a', 'normalized', 0.4), row('b', 'auto', 3.2), row('b', 'normalized', 0.1)]
  const means = geometricMeans(rows)
  expect(means.map(({ learner }) => learner)).toEqual(['auto', 'normalized'])
  expect(means.map(({ ratio }) => ratio)).toEqual([expect.closeTo(4, 12), 1])
  expect(geometricMeans(rows.filter(({ learner }) => learner === 'auto'))).toEqual([])
})
