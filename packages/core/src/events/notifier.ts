/**
 * Jobs and live events after a commit. Both are hints: Postgres holds what is due and the scheduler asks
 * again (I5), so Redis being away delays nothing that a person waits for and loses nothing.
 */
import type { LiveEvent } from '@tradepost/contract';
import type { Redis } from 'ioredis';
import { describeError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { JobName, JobPayloads, Queues } from '../queues/queues.ts';
import { publishEvent } from './events.ts';

/** A request never waits longer for Redis than this. */
const PATIENCE_MS = 1_000;

export class Notifier {
  readonly #queues: Queues;
  readonly #redis: Redis;
  readonly #log: Logger;

  constructor(queues: Queues, redis: Redis, log: Logger) {
    this.#queues = queues;
    this.#redis = redis;
    this.#log = log;
  }

  async enqueue<N extends JobName>(name: N, payload: JobPayloads[N]): Promise<void> {
    await this.#hint(this.#queues.add(name, payload), name);
  }

  async publish(event: LiveEvent): Promise<void> {
    await this.#hint(publishEvent(this.#redis, event), `event ${event.type}`);
  }

  async #hint(work: Promise<void>, what: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS);
    });
    const settled = work.catch((error: unknown) => {
      this.#log.warn({ what, fault: describeError(error) }, 'Redis did not take a hint');
    });
    await Promise.race([settled, patience]);
    clearTimeout(timer);
  }
}
