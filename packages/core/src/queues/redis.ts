import { Redis } from 'ioredis';

/** A connection that BullMQ can block on: commands wait for the server to come back, for ever. */
export function openRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * 200, 5_000),
  });
  redis.on('error', onError);
  return redis;
}
