import { Redis, type RedisOptions } from 'ioredis';

/** A connection of its own to the same Redis, which waits for it and comes back after every loss. */
export function openSubscriber(redis: Redis): Redis {
  const options: RedisOptions = {
    ...redis.options,
    lazyConnect: false,
    maxRetriesPerRequest: null,
    enableOfflineQueue: true,
    autoResubscribe: true,
    retryStrategy: (attempt) => Math.min(attempt * 200, 5_000),
  };
  // The constructor's overloads do not take its own option type under exactOptionalPropertyTypes.
  return new Redis(options as RedisOptions & { replyMapping: 'legacy' });
}
