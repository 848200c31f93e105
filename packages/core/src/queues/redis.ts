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
    void warnOfEviction(redis, log);
  });
  return redis;
}

/** A Redis that throws out what it likes throws out jobs: they come back, but late (BullMQ asks for noeviction). */
async function warnOfEviction(redis: Redis, log: Logger): Promise<void> {
  try {
    const [, policy] = (await redis.config('GET', 'maxmemory-policy')) as [string, string?];
    if (policy !== undefined && policy !== 'noeviction')
      log.warn(`Redis evicts keys when it is full (${policy}). Set its maxmemory-policy to noeviction.`);
  } catch (error) {
    // Hosted ones do not let themselves be asked.
    log.debug(`The eviction policy of Redis is not known (${describeError(error)}).`);
  }
}
