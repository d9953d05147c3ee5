import type { Rejection } from '@rivulet/core'
import type { Json } from '@rivulet/core/snapshot'
import type { Delivered } from '@rivulet/durable'
import { ask, type RedisClient } from './client.ts'

/** Where outcomes, or what was refused, are written. */
export interface RedisSinkOptions {
  /** A client that is connected. */
  readonly client: RedisClient
  /** The key of the stream. */
  readonly stream: string
  /** Trims the stream to about so many entries; it grows for ever unless given. */
  readonly maxEntries?: number
}

/**
 * Writes outcomes to a stream, for `onOutcomes`: each with the version of the model after it as its `id`. After a crash some come again, with the same id: who reads drops
 * those that are not above the last one seen.
 *
 * The commands of a batch leave together, and the promise settles when Redis has all of them: before the snapshot that covers them.
 *
 * @param options - the client and the stream
 */
export function redisSink<O, P extends Json>(
  options: RedisSinkOptions,
): (batch: readonly Delivered<O, P>[]) => Promise<void> {
  return async (batch) => {
    const written = batch.map(({ outcome, at, version }) =>
      add(options, ['id', String(version), 'at', JSON.stringify(at), 'outcome', JSON.stringify(outcome)]),
    )
    await Promise.all(written)
  }
}

/**
 * Keeps what was refused in a stream, for `onRejected`: its reason, where it stood, and what it was, as JSON.
 *
 * @param options - the client and the stream
 */
export function redisDeadLetters(options: RedisSinkOptions): (rejection: Rejection) => Promise<void> {
  return async ({ event, reason, position }) => {
    await add(options, [
      'reason',
      reason,
      'at',
      JSON.stringify(position) ?? '',
      'event',
      JSON.stringify(event) ?? String(event),
    ])
  }
}

async function add({ client, stream, maxEntries }: RedisSinkOptions, fields: string[]): Promise<void> {
  const trim = maxEntries === undefined ? [] : ['MAXLEN', '~', String(maxEntries)]
  await ask(client, 'XADD', stream, ...trim, '*', ...fields)
}
