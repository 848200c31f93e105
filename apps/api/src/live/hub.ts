/** One subscription to the live events per process, handed on to every open stream. */
import type { LiveEvent } from '@tradepost/contract';
import { subscribeEvents } from '@tradepost/core/events/events';
import { describeError } from '@tradepost/core/errors';
import type { Logger } from '@tradepost/core/log';
import { openSubscriber } from '@tradepost/core/events/subscriber';
import type { Redis } from '@tradepost/core/services';

type Listener = (event: LiveEvent) => void;

export class LiveHub {
  readonly #listeners = new Map<number, Set<Listener>>();
  readonly #redis: Redis;
  readonly #log: Logger;
  #disconnect: () => void = () => {};

  constructor(redis: Redis, log: Logger) {
    this.#redis = redis;
    this.#log = log;
  }

  /** Redis may be away: the subscription comes when it does, and comes back after every loss. */
  start(): void {
    const subscriber = openSubscriber(this.#redis);
    subscriber.on('error', (error) =>
      this.#log.debug({ fault: describeError(error) }, 'live events wait for Redis'),
    );
    this.#disconnect = () => subscriber.disconnect();
    subscribeEvents(subscriber, (event) => this.#tellAll(event)).catch((error: unknown) => {
      this.#log.warn({ fault: describeError(error) }, 'no live events');
    });
  }

  #tellAll(event: LiveEvent): void {
    for (const listeners of this.#listeners.values()) for (const tell of listeners) tell(event);
  }

  connectionsOf(userId: number): number {
    return this.#listeners.get(userId)?.size ?? 0;
  }

  /** @returns the way to stop listening. */
  listen(userId: number, listener: Listener): () => void {
    const own = this.#listeners.get(userId) ?? new Set();
    own.add(listener);
    this.#listeners.set(userId, own);
    return () => {
      own.delete(listener);
      if (own.size === 0) this.#listeners.delete(userId);
    };
  }

  close(): void {
    this.#disconnect();
  }
}
