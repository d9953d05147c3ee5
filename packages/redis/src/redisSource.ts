import { InvalidEvent } from '@rivulet/core'
import { type Gap, type Item, type SeekableSource, Unavailable } from '@rivulet/durable'
import { ask, type RedisClient } from './client.ts'
import { idAfter, idBefore, isAtLeast } from './streamId.ts'

/** The fields of an entry of a stream, by name. */
export type StreamFields = Readonly<Record<string, string>>

/** A stream, and what its entries say. */
export interface RedisSourceOptions<E> {
  /** A client that is connected. The source reads on connections of its own, for a read that waits blocks all else. */
  readonly client: RedisClient
  /** The key of the stream. */
  readonly stream: string
  /** What an entry says; a throw refuses it. The JSON in its field `event` unless given. */
  readonly parse?: (fields: StreamFields) => E
  /** Entries that are read at a time at most, ≥ 1; 1,000 unless given. */
  readonly maxBatch?: number
  /** Whether the source ends where the stream does now; else, the default, it waits for more. */
  readonly untilEnd?: boolean
}

/** Where a stream is read. */
export type RedisPosition = {
  /** The least id that is not read yet. */
  readonly id: string
  /** How many entries were ever added before it. */
  readonly seen: number
}

/** A stream of Redis as a source. */
export interface RedisSource<E> extends SeekableSource<E, RedisPosition> {
  /** How many entries were added to the stream since a position. */
  lag(position: RedisPosition): Promise<number>
}

/** How long a read waits before it looks whether it should stop, in milliseconds. */
const WAIT = 1000

/**
 * A stream of Redis, read from any id: each entry exactly once with `trainDurably`, whatever dies.
 *
 * lost = added − seen − still there
 *
 * Redis counts what was ever added to a stream, and a position counts what was read of it: so entries that were trimmed or deleted before they were
 * read are a gap with its number, and never passed over in silence. No consumer group takes part: the position is in the snapshot, with the
 * state. Redis 7 or newer.
 *
 * @param options - the client, the stream, and what its entries say
 *
 * @see Redis 7 documentation, Redis Streams; XINFO STREAM, entries-added
 */
export function redisSource<E>(options: RedisSourceOptions<E>): RedisSource<E> {
  const { client, stream, parse = eventOf as (fields: StreamFields) => E, maxBatch = 1000, untilEnd = false } = options
  return {
    async *readFrom(position, signal) {
      const reader = client.duplicate()
      // Its errors come with the command that failed.
      reader.on('error', () => {})
      const stop = (): void => reader.destroy()
      try {
        await reader.connect()
        signal?.addEventListener('abort', stop, { once: true })
        let next = position
        while (signal?.aborted !== true) {
          const found = await look(reader, stream, next?.id ?? FIRST, maxBatch)
          next ??= { id: FIRST, seen: found.before }
          const gap = gapIn(found, next)
          if (gap !== undefined) {
            next = gap.next
            yield [gap]
          } else if (found.entries.length > 0) {
            const { seen } = next
            const items = found.entries.map((entry, i) => itemOf(entry, seen + i, parse))
            next = (items.at(-1) as Item<E, RedisPosition>).next
            yield items
          } else if (untilEnd) return
          else await ask(reader, 'XREAD', 'COUNT', '1', 'BLOCK', String(WAIT), 'STREAMS', stream, idBefore(next.id))
        }
      } catch (error) {
        if (signal?.aborted === true) return
        throw new Unavailable(`the stream ${stream} of Redis cannot be read: ${(error as Error).message}`)
      } finally {
        signal?.removeEventListener('abort', stop)
        if (reader.isOpen) reader.destroy()
      }
    },
    async lag({ id, seen }) {
      const { added } = await look(client, stream, id, 1)
      return Math.max(0, added - seen)
    },
  }
}

/** The least id of all. */
const FIRST = '0-1'

/** An entry as Redis gives it: its id, and its fields and values in turn. */
type RawEntry = readonly [id: string, fields: readonly string[]]

/** What a stream has from an id on, and what it was at that same moment. */
interface Look {
  readonly entries: readonly RawEntry[]
  /** Whether there is such a stream. */
  readonly exists: boolean
  /** The greatest id that it ever had. */
  readonly newest: string
  /** How many entries were ever added. */
  readonly added: number
  /** How many of them came before the id, or are gone. */
  readonly before: number
}

/**
 * One script, for between two commands a stream may be trimmed. What is there from the id on has to be counted only if the stream begins before it and something
 * was deleted behind it.
 */
const LOOK = `
  local entries = redis.call('XRANGE', KEYS[1], ARGV[1], '+', 'COUNT', ARGV[2])
  if redis.call('EXISTS', KEYS[1]) == 0 then return { entries, 0, '0-0', 0, -1, '0-0' } end
  local info, about = redis.call('XINFO', 'STREAM', KEYS[1]), {}
  for i = 1, #info, 2 do about[info[i]] = info[i + 1] end
  local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)
  local there = -1
  if #first == 0 or (#entries > 0 and first[1][1] == entries[1][1]) then there = about['length']
  elseif ARGV[3] == 'count' then there = #redis.call('XRANGE', KEYS[1], ARGV[1], '+') end
  return { entries, 1, about['last-generated-id'], about['entries-added'], there, about['max-deleted-entry-id'] }`

async function look(client: RedisClient, stream: string, from: string, count: number, how = 'look'): Promise<Look> {
  const found = await ask<[RawEntry[], number, string, number, number, string]>(
    client,
    'EVAL',
    LOOK,
    '1',
    stream,
    from,
    String(count),
    how,
  )
  const [entries, exists, newest, added, there, deleted] = found
  if (there === -1 && exists === 1 && how === 'look' && isAtLeast(deleted, from)) {
    return look(client, stream, from, count, 'count')
  }
  return { entries, exists: exists === 1, newest, added, before: there === -1 ? 0 : added - there }
}

/** What was lost at a position, if anything was. */
function gapIn({ exists, newest, before }: Look, from: RedisPosition): Gap<RedisPosition> | undefined {
  const anew = { id: FIRST, seen: 0 }
  if (!exists && from.seen > 0) return { lost: { from, to: anew, reason: 'the stream is gone' }, next: anew }
  if (exists && !isAtLeast(newest, idBefore(from.id)))
    return { lost: { from, to: anew, reason: 'the stream was begun anew' }, next: anew }
  if (before <= from.seen) return undefined
  const to = { id: from.id, seen: before }
  const reason = 'entries were trimmed or deleted before they were read'
  return { lost: { from, to, count: before - from.seen, reason }, next: to }
}

/** An entry as an event, or its refusal. */
function itemOf<E>([id, list]: RawEntry, seen: number, parse: (fields: StreamFields) => E): Item<E, RedisPosition> {
  const [at, next] = [
    { id, seen },
    { id: idAfter(id), seen: seen + 1 },
  ]
  const fields = Object.fromEntries(
    Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i] as string, list[2 * i + 1] as string]),
  )
  try {
    return { event: parse(fields), at, next }
  } catch (error) {
    return { rejection: { event: fields, reason: (error as Error).message, position: at }, next }
  }
}

/** The JSON in the field `event`. */
function eventOf(fields: StreamFields): unknown {
  const text = fields['event']
  if (text === undefined)
    throw new InvalidEvent(`the entry should have the field "event", but has ${Object.keys(fields).join(', ')}`)
  return JSON.parse(text)
}
