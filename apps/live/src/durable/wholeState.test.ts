import type { SnapshotWriter, Stateful } from '@rivulet/core'
import { snapshotLaws } from '@rivulet/core/conformance'
import { decode, encode, restore } from '@rivulet/core/snapshot'
import { describe, expect, test } from 'vitest'
import { History } from '../run/history.ts'
import { learnStream, noPending } from '../run/pipeline.ts'
import { POINTS, type Point, packPoints } from '../run/points.ts'
import { Tracker } from '../score/tracker.ts'
import { openDrift } from '../streams/drift/drift.ts'
import { exampleAt } from '../streams/drift/world.ts'
import type { OpenStream, StreamEvent } from '../streams/openStream.ts'
import type { Dot } from '../streams/plane/picture.ts'
import { openPlane } from '../streams/plane/plane.ts'
import { wholeState } from './wholeState.ts'

/** All that a run learns and shows, and what shows it events. */
interface Run extends Stateful {
  /** Shows it event i, and looks at what the page would be told. */
  use(i: number): void
}

function runOf<E extends StreamEvent>(opened: OpenStream<E>, eventAt: (i: number) => E): Run {
  const stream = opened as unknown as OpenStream
  const refused = (reason: string): never => {
    throw new Error(reason)
  }
  const tracker = new Tracker(stream)
  const pending = noPending(({ reason }) => refused(reason))
  const step = learnStream(stream, {
    metrics: tracker.metrics,
    pending,
    rejected: ({ reason }) => refused(reason),
  })
  const history = new History<Point>(POINTS)
  const subject = { stream: stream.about.stream, model: 'auto', label: undefined } as const
  const state = wholeState(subject, { stream, pending, tracker, history })
  return {
    save: (to) => state.save(to),
    load: (from) => state.load(from),
    use(i) {
      step(eventAt(i), (outcome) => {
        tracker.scored(outcome)
        stream.scored?.(outcome)
      })
      const progress = tracker.progress()
      if (progress === undefined) throw new Error('nothing was scored')
      if (i % 5 === 4) history.add(progress)
      for (const name of ['accuracy', 'windowAccuracy', 'majority'] as const)
        if (!(progress[name] >= 0 && progress[name] <= 1)) throw new Error(`${name} is ${progress[name]}`)
      if (tracker.newest().some(({ probability }) => !(probability >= 0 && probability <= 1)))
        throw new Error('a probability is none')
      packPoints(history.points)
      for (const { name, count, alarms } of stream.drift?.().lanes ?? [])
        if (count < alarms.length) throw new Error(`${name} has ${count} alarms, and shows ${alarms.length}`)
      for (const [x, y] of stream.playground?.picture().generated ?? [])
        if (!(Number.isFinite(x) && Number.isFinite(y))) throw new Error(`a point at ${x}, ${y}`)
    },
  }
}

let ids = 0

const plane = (): Run => {
  const dots = openPlane()
  return runOf(dots, (i) => {
    const [x, y] = [Math.sin(i), Math.cos(7 * i)]
    const label = (['A', 'B', 'C'] as const)[i % 3] ?? 'A'
    const dot: Dot = [x, y, label]
    return { kind: 'event', id: ids++, at: 1000 * i, x: [x, y], y: label, dot, added: i % 4 === 0 }
  })
}

const drift = (): Run =>
  runOf(openDrift(), (i) => {
    const example = exampleAt(1, i)
    const [a, b, y] = example
    return { kind: 'event', id: ids++, at: 1000 * i, x: [a, b], y, example }
  })

describe.each([
  ['the plane', plane],
  ['a world that changes', drift],
])('the whole state of %s', (_, create) => {
  const laws = snapshotLaws<Run>({ create, use: (run, i) => run.use(i) }, 12)
  test.each(laws.map((law) => [law.name, law] as const))('%s', (_name, law) => law.check())
})

/** A state that is another one, but for one entry. */
function but(state: Stateful, path: string, value: string | Float64Array | Uint8Array): Uint8Array {
  const entries = [...decode(encode(state)).entries()]
  if (!entries.some(([name]) => name === path)) throw new Error(`there is no ${path}: ${entries.map(([name]) => name)}`)
  return encode({
    save(to) {
      const writers = new Map([['', to]])
      const writerOf = (part: string): SnapshotWriter => {
        const [, above = '', last = part] = /^(.*)[/](.*)$/.exec(part) ?? []
        const writer = writers.get(part) ?? writerOf(above).child(last)
        writers.set(part, writer)
        return writer
      }
      for (const [name, was] of entries) {
        const [, part = '', last = name] = /^(.*)[/](.*)$/.exec(name) ?? []
        const writer = writerOf(part)
        const is = name === path ? value : was
        if (typeof is === 'string') writer.text(last, is)
        else writer.array(last, is, is instanceof Uint8Array ? 'U8' : is instanceof Uint32Array ? 'U32' : 'F64')
      }
    },
    load() {},
  })
}

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))
const lane = 'stream/stage/parts/detectors/lane ADWIN'

test.each<[string, () => Run, string, string | Float64Array | Uint8Array]>([
  ['no JSON for points', plane, 'stream/points/generated/items', '[[0'],
  ['an object for points', plane, 'stream/points/generated/items', '{}'],
  ['a point nowhere', plane, 'stream/points/added/items', '[[null,0,"A"]]'],
  ['a point of no class', plane, 'stream/points/added/items', '[[0,0,"Z"]]'],
  ['more points than are kept', plane, 'stream/points/added/items', JSON.stringify(Array(121).fill([0, 0, 'A']))],
  ['part of an addition', plane, 'stream/points/counts', Float64Array.of(0, 0.5)],
  ['no time', plane, 'stream/points/counts', Float64Array.of(Number.NaN, 0)],
  ['seven classes', plane, 'stream/clusters/classes', '7'],
  ['half a row', drift, 'stream/stage/recent', Float64Array.of(10, 1, 1)],
  ['an accuracy of 2', drift, 'stream/stage/recent', Float64Array.of(10, 1, 1, 2)],
  ['an event that was not yet', drift, 'stream/stage/recent', Float64Array.of(99, 1, 1, 1)],
  ['half an alarm', drift, `${lane}/alarms`, Float64Array.of(0.5)],
  ['alarms that are not there', drift, `${lane}/counts`, Float64Array.of(3, 0, 0, 0)],
  ['more found than raised', drift, `${lane}/counts`, Float64Array.of(0, 1, 1, 0)],
  ['an infinite clock', plane, 'tracker/last', Float64Array.of(Infinity, 0)],
  ['a step size below 0', plane, 'tracker/last', Float64Array.of(0, -1)],
  ['null for the newest', plane, 'tracker/newest', json(null)],
  ['an event without a text', plane, 'tracker/newest', json([{ id: 1 }])],
  ['no JSON for the charts', plane, 'charts/history', Buffer.from('{')],
  ['charts without points', plane, 'charts/history', json({ stride: 1, skipped: 0 })],
  ['a point without figures', plane, 'charts/history', json({ points: [{}], stride: 1, skipped: 0 })],
  ['a stride of 0', plane, 'charts/history', json({ points: [], stride: 0, skipped: 0 })],
])('%s is refused as InvalidSnapshot, and changes nothing', (_, create, path, value) => {
  const run = create()
  for (let i = 0; i < 4; i++) run.use(i)
  const before = encode(run)
  let error: unknown
  try {
    restore(run, but(run, path, value))
  } catch (cause) {
    error = cause
  }
  expect(error).toMatchObject({ name: 'InvalidSnapshot' })
  expect(encode(run)).toEqual(before)
})
