export type { RedisClient } from './client.ts'
export { type RedisSinkOptions, redisDeadLetters, redisSink } from './redisSink.ts'
export {
  type RedisPosition,
  type RedisSource,
  type RedisSourceOptions,
  redisSource,
  type StreamFields,
} from './redisSource.ts'
export { type RedisStoreOptions, redisStore } from './redisStore.ts'
