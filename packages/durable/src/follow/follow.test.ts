import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { expect, test } from 'vitest'
import {
  arraySource,
  fileStore,
  follow,
  memoryStore,
  type SnapshotStore,
  singleFileStore,
  trainDurably,
} from '../index.ts'

/** A state whose parts belong together: a torn one is found out. */
class Pair {
  readonly values: Float64Array = new Float64Array(2000)

  learn(x: number): void {
    this.values.fill(x)
  }

  save(to: SnapshotWriter): void {
    to.array('values', this.values)
  }

  load(from: SnapshotReader): void {
    this.values.set(from.array('values'))
  }
}

test.each<[string, () => Promise<SnapshotStore>]>([
  ['a folder', async () => fileStore(await mkdtemp(join(tmpdir(), 'rivulet-')), { keep: 2 })],
  ['a single file', async () => singleFileStore(join(await mkdtemp(join(tmpdir(), 'rivulet-')), 'm'))],
])('%s that is written all the time is followed: whole, and never back', async (_, create) => {
  const store = await create()
  const entries: number[] = []
  const following = await follow(store, {
    create: () => new Pair(),
    milliseconds: 1,
    onSwapped: (progress) => void entries.push(progress.entries),
    onProblem({ message }) {
      // It was replaced between the look and the reading.
      if (!/ENOENT|no such file/.test(message)) throw new Error(message)
    },
  })
  expect(following.progress).toBeUndefined()
  const pair = new Pair()
  const stop = new AbortController()
  let isDone = false
  const training = trainDurably<number, number>({
    // As long as it takes for some of its snapshots to be seen.
    source: arraySource(Array.from({ length: 1_000_000 }, (_, i) => i + 1)),
    signal: stop.signal,
    state: pair,
    store,
    every: 1,
    onSkipped: () => {},
    async step(x) {
      pair.learn(x)
      if (x >= 500 && entries.length > 3) stop.abort()
      await setImmediate()
    },
  }).finally(() => {
    isDone = true
  })
  while (!isDone) {
    const { state, progress } = following
    // Whatever is written meanwhile, what an event sees is one state.
    const first = state.values[0]
    await following.look()
    for (const value of state.values) expect(value).toBe(first)
    expect(first).toBe(progress?.entries ?? 0)
    await setImmediate()
  }
  const { entries: last } = await training
  await following.look()
  following.stop()
  expect(following.progress?.entries).toBe(last)
  expect(following.state.values[7]).toBe(last)
  expect(entries.length).toBeGreaterThan(3)
  expect(entries).toEqual([...entries].sort((a, b) => a - b))
})

test('what does not fit is passed over, and the state stays as it is', async () => {
  const store = memoryStore()
  const pair = new Pair()
  const train = (state: { save(to: SnapshotWriter): void; load(from: SnapshotReader): void }, upTo: number) =>
    trainDurably<number, number>({
      source: arraySource([1, 2, 3, 4].slice(0, upTo)),
      state,
      store,
      every: 10,
      step: (x) => pair.learn(x),
    })
  await train(pair, 2)
  const problems: string[] = []
  const following = await follow(store, {
    create: () => new Pair(),
    onProblem: ({ message }) => void problems.push(message),
  })
  expect(following.state.values[0]).toBe(2)
  const opened = await store.open()
  await opened.write(Uint8Array.of(1, 2, 3), 3)
  expect(await following.look()).toBe(false)
  expect(problems).toEqual([expect.stringMatching(/^the snapshot 3 is passed over: /)])
  expect(following.state.values[0]).toBe(2)
  following.stop()
  await expect(follow(store, { create: () => new Pair(), milliseconds: 0 })).rejects.toThrow('milliseconds should be')
})
