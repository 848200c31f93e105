import { Redis } from 'ioredis';
import { describeError } from '../errors.ts';
import type { Logger } from '../log.ts';

/** A connection that BullMQ can block on: commands wait for the server to come back, for ever. */
export function openRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * 200, 5_000),
  });
  redis.on('error', onError);
  return redis;
}

/** The same for a process that runs on: an outage is told once, with its reason, and so is its end. */
export function openRedisFor(log: Logger, url: string): Redis {
  let away = false;
  const redis = openRedis(url, (error) => {
    if (!away) log.error(`Redis does not answer (${describeError(error)}). It is waited for.`);
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info('Redis answers again.');
    away = false;
  });
  return redis;
}
