import { type Json, toJson } from '../snapshot/index.ts'
import { type AsyncLaw, claim } from './law.ts'

/** A signal that ends the reading: an `AbortSignal`, of which this package knows no more. */
export interface LawfulSignal {
  readonly aborted: boolean
}

/** What makes such signals, in Node and in pages. */
const { AbortController } = globalThis as unknown as {
  readonly AbortController: new () => { readonly signal: LawfulSignal; abort(): void }
}

/** What the laws ask of a source that can be read again: a part of the `SeekableSource` and the `ArrivalSource` of `@rivulet/durable`. */
export interface LawfulSource {
  readonly order?: 'position' | 'arrival'
  readFrom(position?: Json, signal?: LawfulSignal): AsyncIterable<readonly object[]>
  release?(before: Json): Promise<void>
}

/** A source that is to obey the laws. */
export interface SourceSubject {
  /** Opens a source that has these events and nothing else; each time one of its own over the same events, as another process would. */
  readonly create: () => LawfulSource | Promise<LawfulSource>
  /** The events, at least 4, each different from the others. The source may wait for more at its end. */
  readonly events: readonly unknown[]
  /** Closes a source that was opened. */
  readonly close?: (source: LawfulSource) => Promise<void>
}

/** An event as the laws compare it, and where it stands. */
interface Read {
  readonly event: string
  readonly at: Json
  readonly next: Json
}

/**
 * What holds of every source that can be read again from a position: all that is needed to learn each of its events exactly once, whatever
 * dies, and, unless its order is that of arrival, to end with the same bytes.
 *
 * @returns laws, each a name and a check that rejects when it does not hold; for any test runner
 *
 * @example
 * ```ts
 * import { type LawfulSource, sourceLaws } from '@rivulet/core/conformance'
 *
 * const events = ['a', 'b', 'c', 'd']
 * const source: LawfulSource = {
 *   async *readFrom(position = 0) {
 *     for (let at = position as number; at < events.length; at++) yield [{ event: events[at], at, next: at + 1 }]
 *   },
 * }
 * for (const law of sourceLaws({ create: () => source, events })) await law.check()
 * ```
 */
export function sourceLaws(subject: SourceSubject): AsyncLaw[] {
  const { create, close } = subject
  const events = subject.events.map(textOf)
  const law = (name: string, check: (source: LawfulSource) => Promise<void>): AsyncLaw => ({
    name,
    async check() {
      const source = await create()
      try {
        await check(source)
      } finally {
        await close?.(source)
      }
    },
  })
  const all = (source: LawfulSource): Promise<Read[]> => take(source, undefined, events.length)
  /** Where to interrupt: everywhere if they are few, else here and there. */
  const step = Math.ceil(events.length / 16)
  const places = events.map((_, i) => i).filter((i) => i % step === 0 || i === events.length - 1)

  return [
    law('has all of its events, and nothing else, in its order', async (source) => {
      const found = (await all(source)).map(({ event }) => event)
      const expected = source.order === 'arrival' ? [...events].sort() : events
      claim(
        same(source.order === 'arrival' ? [...found].sort() : found, expected),
        `the events are ${found.join(', ')}`,
      )
    }),
    law('read from where an entry ends, it goes on after it: none is left out, none comes twice', async (source) => {
      for (const place of places) {
        const before = await take(source, undefined, place)
        const position = before.at(-1)?.next
        const after = await take(source, position, events.length - place)
        const found = [...before, ...after].map(({ event }) => event)
        claim(
          same([...found].sort(), [...events].sort()),
          `interrupted after ${place}, the events are ${found.join(', ')}`,
        )
      }
    }),
    law('read from where an entry stands, it gives that entry again', async (source) => {
      if (source.order === 'arrival') return
      const read = await all(source)
      for (const place of places) {
        const { at, event } = read[place] as Read
        const rest = await take(source, at, events.length - place)
        claim(rest[0]?.event === event, `the entry at ${textOf(at)} is ${event}`)
        claim(same(rest, read.slice(place)), `from ${textOf(at)} on everything is as before, with the same positions`)
      }
    }),
    law('another one over the same events has the same entries at the same positions', async (source) => {
      if (source.order === 'arrival') return
      const other = await create()
      try {
        claim(same(await all(other), await all(source)), 'both have the same')
      } finally {
        await close?.(other)
      }
    }),
    law('positions are JSON: written down and read again they lead to the same place', async (source) => {
      const read = await all(source)
      const positions = read.flatMap(({ at, next }) => [at, next])
      const texts = positions.map((position) => toJson(position, 'a position'))
      for (const place of places) {
        const { next } = read[place] as Read
        const rest = await take(source, JSON.parse(toJson(next, 'a position')), events.length - place - 1)
        claim(rest.length === events.length - place - 1, `after ${textOf(next)} the rest comes`)
      }
      claim(same(positions.map(textOf), texts), 'positions that were given out do not change')
    }),
    law('breaking off and an aborted signal end the reading, and it can be read again', async (source) => {
      const aborted = new AbortController()
      aborted.abort()
      let late = 0
      for await (const batch of source.readFrom(undefined, aborted.signal)) late += batch.length
      claim(late <= events.length, 'nothing is made up')
      const stop = new AbortController()
      for await (const batch of source.readFrom(undefined, stop.signal)) if (batch.length > 0) stop.abort()
      claim((await all(source)).length === events.length, 'all comes again')
    }),
    law('what is released is before the position, and nothing else', async (source) => {
      if (source.release === undefined) return
      const read = await all(source)
      const place = events.length >> 1
      const { next } = read[place] as Read
      await source.release(next)
      const rest = await take(source, next, events.length - place - 1)
      const expected = new Set(read.slice(place + 1).map(({ event }) => event))
      claim(
        rest.every(({ event }) => expected.has(event)),
        `after ${textOf(next)} is ${rest.map(({ event }) => event).join(', ')}`,
      )
    }),
  ]
}

/** So many entries from a position on. */
async function take(source: LawfulSource, position: Json | undefined, count: number): Promise<Read[]> {
  const found: Read[] = []
  if (count === 0) return found
  const stop = new AbortController()
  for await (const batch of source.readFrom(position, stop.signal)) {
    for (const item of batch) {
      claim('event' in item && 'at' in item && 'next' in item, `an item is an entry, and not ${textOf(item)}`)
      const { event, at, next } = item as { event: unknown; at: Json; next: Json }
      if (found.length < count) found.push({ event: textOf(event), at, next })
    }
    if (found.length === count) stop.abort()
    if (found.length === count) break
  }
  claim(found.length === count, `${count} entries come from ${textOf(position)} on, and not ${found.length}`)
  return found
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined'
}

function same(a: unknown, b: unknown): boolean {
  return textOf(a) === textOf(b)
}
