/** Live events over Redis pub/sub: hints with ids; a lost one is made good by the client's polling. */
import type { LiveEvent } from '@tradepost/contract';
import type { Redis } from 'ioredis';

const CHANNEL = 'tradepost:live';

export async function publishEvent(redis: Redis, event: LiveEvent): Promise<void> {
  await redis.publish(CHANNEL, JSON.stringify(event));
}

/**
 * Calls `onEvent` for every event until `close()`. The connection is a subscriber's own and reconnects.
 * @param subscriber a duplicate of the process's Redis connection.
 */
export async function subscribeEvents(
  subscriber: Redis,
  onEvent: (event: LiveEvent) => void,
): Promise<{ close(): Promise<void> }> {
  subscriber.on('message', (_channel, text) => onEvent(JSON.parse(text) as LiveEvent));
  await subscriber.subscribe(CHANNEL);
  return {
    async close() {
      subscriber.disconnect();
    },
  };
}
