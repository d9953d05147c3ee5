import { encode, InvalidSnapshot } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Average } from '../../test/average.ts'
import { storeOf } from '../../test/storeOf.ts'
import { arraySource, replay, trainDurably } from '../index.ts'

const EVENTS = Array.from({ length: 60 }, (_, i) => ((i * 31) % 17) - (i % 9 === 4 ? 50 : 0))

/** All snapshots of a run, by the entries they have seen. */
async function snapshots(): Promise<Map<number, Uint8Array>> {
  const kept = new Map<number, Uint8Array>()
  const store = storeOf(async (bytes, count) => void kept.set(count, bytes))
  const average = new Average()
  await trainDurably({
    source: arraySource(EVENTS),
    state: average,
    store,
    every: 7,
    onSkipped: () => {},
    step: (x) => void average.learn(x),
  })
  return kept
}

function learned(events: readonly number[]): Average {
  const average = new Average()
  for (const x of events) if (x >= 0) average.learn(x)
  return average
}

describe('replay', () => {
  test('gives the state at any event, from any snapshot before it', async () => {
    const kept = await snapshots()
    const starts = [undefined, ...kept.keys()]
    const property = fc.asyncProperty(fc.constantFrom(...starts), fc.nat(EVENTS.length), async (start, to) => {
      fc.pre((start ?? 0) <= to)
      const average = new Average()
      const snapshot = start === undefined ? undefined : kept.get(start)
      const progress = await replay(snapshot, arraySource(EVENTS), {
        state: average,
        step: (x) => void average.learn(x),
        to,
      })
      expect(progress.entries).toBe(to)
      expect(encode(average)).toEqual(encode(learned(EVENTS.slice(0, to))))
    })
    await fc.assert(property, { seed: 1, numRuns: 200 })
  })

  test('without some events is as if they had never been', async () => {
    const events = EVENTS.map((x, id) => ({ id, x }))
    const property = fc.asyncProperty(fc.uniqueArray(fc.nat(EVENTS.length - 1)), async (ids) => {
      const without = new Set<unknown>(ids)
      const average = new Average()
      const progress = await replay(undefined, arraySource(events), {
        state: average,
        step: ({ x }) => void average.learn(x),
        without,
        id: ({ id }) => id,
      })
      expect(progress.entries).toBe(EVENTS.length - ids.length)
      expect(encode(average)).toEqual(encode(learned(EVENTS.filter((_, id) => !without.has(id)))))
    })
    await fc.assert(property, { seed: 2, numRuns: 100 })
  })

  test('does not go back before its snapshot, nor take one of another state', async () => {
    const kept = await snapshots()
    const average = new Average()
    const step = (x: number): void => void average.learn(x)
    const last = kept.get(EVENTS.length)
    await expect(replay(last, arraySource(EVENTS), { state: average, step, to: 5 })).rejects.toThrow(RangeError)
    const other = encode({ save: (to) => to.text('a', 'b'), load() {} })
    await expect(replay(other, arraySource(EVENTS), { state: average, step })).rejects.toThrow(InvalidSnapshot)
  })
})
