import { Random } from '@rivulet/core'
import { AutoClassifier, LogisticRegression } from '@rivulet/models'
import { type Row, rowOf } from '../row.ts'

/** What the heap may have grown by, after collection, between the first hundred thousand events and the last. */
const ALLOWED = 256 * 1024

/** The bytes that a model of few features may take: thousands of them in a process stay cheap. */
const SMALL = 8 * 1024

/** Memory: flat over millions of events, and small for small models. */
export function* memoryRows(events: number): Generator<Row> {
  const collect = (globalThis as { gc?: () => void }).gc
  if (collect === undefined) throw new Error('memory is measured with node --expose-gc')
  const random = new Random(1)
  const model = new AutoClassifier({ labels: [0, 1] })
  const indices = [0, 0, 0, 0, 0, 0, 0, 0]
  const step = (): void => {
    for (let j = 0; j < 8; j++) indices[j] = 100 * j + random.below(100)
    const x = { indices, values: [1, 1, 1, 1, 1, 1, 1, 1] }
    model.learn(x, random.below(2) as 0 | 1, { ticket: model.predict(x) })
  }
  const heap = (): number => {
    collect()
    collect()
    const { heapUsed, external, arrayBuffers } = process.memoryUsage()
    return heapUsed + external + arrayBuffers
  }
  for (let i = 0; i < 100_000; i++) step()
  const early = heap()
  for (let i = 100_000; i < events; i++) step()
  const grown = Math.max(1, heap() - early)
  yield rowOf(
    `auto: the heap from 100,000 to ${events} events`,
    'allowed',
    { ours: grown, theirs: ALLOWED },
    1,
    'bytes',
  )
  const { maxRSS } = process.resourceUsage()
  yield rowOf('auto: resident memory at most', '', { ours: maxRSS * 1024, theirs: undefined }, undefined, 'bytes')
  for (const [name, features] of [
    ['an empty model', 0],
    ['a model of ten features', 10],
  ] as const) {
    const before = heap()
    const models = Array.from({ length: 1000 }, () => {
      const small = new LogisticRegression({ labels: [0, 1] })
      for (let i = 0; i < features; i++) small.learn({ indices: [i], values: [1] }, 1)
      return small
    })
    const each = (heap() - before) / models.length
    yield rowOf(`LogisticRegression: ${name}`, 'allowed', { ours: each, theirs: SMALL }, 1, 'bytes')
  }
}
