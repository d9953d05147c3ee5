import type { RedisClientType } from '@redis/client'

/** A connected client of the package `redis` or `@redis/client`, with whatever modules it has. */
export type RedisClient = Pick<RedisClientType, 'duplicate' | 'sendCommand'>

/** What Redis answers to a command, in the plain form that all versions of its protocol share. */
export async function ask<T>(client: Pick<RedisClient, 'sendCommand'>, ...command: (string | Buffer)[]): Promise<T> {
  return (await client.sendCommand(command)) as T
}
