import { RESP_TYPES } from '@redis/client'
import { check } from '@rivulet/core'
import { Fenced, type SnapshotStore, type StoredSnapshot } from '@rivulet/durable'
import { ask, type RedisClient } from './client.ts'

/** Where snapshots are kept. */
export interface RedisStoreOptions {
  /** A client that is connected. */
  readonly client: RedisClient
  /** The name that all keys of the store begin with; in a cluster they lie in one slot. */
  readonly name: string
  /** How many of the newest snapshots are kept, from 1; 3 unless given. */
  readonly keep?: number
}

/** The most bytes that one value of Redis holds. */
const MAX_VALUE = 512 * 2 ** 20

/** A script that is refused unless its epoch, the first argument, is the newest. */
const guarded = (body: string): string => `
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return redis.error_reply('FENCED') end
  ${body}`

/** Keeps a value, lists it, and drops all but the newest: by epoch, then by count. */
const WRITE = guarded(`
  redis.call('SET', KEYS[3] .. ARGV[2], ARGV[3])
  redis.call('SADD', KEYS[2], ARGV[2])
  local all = redis.call('SMEMBERS', KEYS[2])
  local order = function(member)
    local epoch, count, id = member:match('(%d+):(%d+):(%d+)')
    return string.format('%020d:%020d:%020d', epoch, count, id)
  end
  table.sort(all, function(a, b) return order(a) > order(b) end)
  for i = tonumber(ARGV[4]) + 1, #all do
    redis.call('SREM', KEYS[2], all[i])
    redis.call('DEL', KEYS[3] .. all[i])
  end
  return all[1]`)

/**
 * Keeps snapshots in Redis. To open it counts an epoch up, and each write is a script that is refused unless its epoch is the newest: of two trainers the newer wins,
 * and nothing of the older one is kept.
 *
 * A snapshot survives what the server survives: with `appendfsync always` a power cut, with the default the last second may be lost, and then training goes on from the
 * snapshot before.
 *
 * @param options - the client, the name, and how many are kept
 * @throws RangeError for a number to keep that is none
 */
export function redisStore({ client, name, keep = 3 }: RedisStoreOptions): SnapshotStore {
  check(Number.isInteger(keep) && keep >= 1, 'keep', 'a whole number ≥ 1', keep)
  const [epochKey, listKey, prefix] = [`{${name}}:epoch`, `{${name}}:list`, `{${name}}:snapshot:`]
  const what = `the store ${name} in Redis`
  return {
    keep,
    async list() {
      const members = await ask<string[]>(client, 'SMEMBERS', listKey)
      return members
        .sort((a, b) => compare(b, a))
        .map(
          (member): StoredSnapshot => ({
            name: `${name} ${member}`,
            id: member,
            read: () => bytesUnder(client, `${prefix}${member}`),
            async setAside() {
              await ask(client, 'SREM', listKey, member)
              await ask(client, 'RENAME', `${prefix}${member}`, `{${name}}:unusable:${member}`)
            },
          }),
        )
    },
    async open() {
      const epoch = await ask<number>(client, 'INCR', epochKey)
      let writes = 0
      const guard = async (script: string, ...rest: (string | Buffer)[]): Promise<void> => {
        try {
          await ask(client, 'EVAL', script, '3', epochKey, listKey, prefix, String(epoch), ...rest)
        } catch (error) {
          if ((error as Error).message.includes('FENCED')) throw new Fenced(what, epoch)
          throw error
        }
      }
      return {
        epoch,
        async write(bytes, count) {
          check(bytes.length <= MAX_VALUE, 'a snapshot in Redis', 'at most 512 MiB', bytes.length)
          const member = `${epoch}:${count}:${++writes}`
          await guard(WRITE, member, Buffer.from(bytes), String(keep))
        },
        check: () => guard(guarded('return 1')),
        close: async () => {},
      }
    },
  }
}

/** Oldest first: by epoch, then by count, then by the order of writing. */
function compare(a: string, b: string): number {
  const [left, right] = [a.split(':').map(Number), b.split(':').map(Number)]
  for (const [i, value] of left.entries()) if (value !== right[i]) return value - (right[i] as number)
  return 0
}

/** The bytes under a key; texts of the client would not give them back. */
async function bytesUnder(client: RedisClient, key: string): Promise<Uint8Array> {
  const reader = client.duplicate()
  reader.on('error', () => {})
  try {
    await reader.connect()
    const value = await reader.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }).get(key)
    if (value === null) throw new Error(`${key} is gone from Redis`)
    return new Uint8Array(value as unknown as Buffer)
  } finally {
    if (reader.isOpen) reader.destroy()
  }
}
