/**
 * Every queue, its job names, payloads and options in one place. Payloads carry ids only: a job may run
 * twice, or be lost with Redis, without harm; what is due stands in Postgres (I5).
 */
import { Queue, type ConnectionOptions, type JobsOptions } from 'bullmq';

export interface JobPayloads {
  /** New mail in one mailbox: fetched ahead of everything else. */
  'new-mail': { mailboxId: number };
  /** One slice of an account's work: list, backfill, reconcile. */
  'sync-account': { accountId: number };
  /** A row of background_job. */
  'background-job': { jobId: number };
  /** A mail that came to the unified mailbox. */
  'unified-item': { itemId: number };
  /** A letter for which something is due. */
  letter: { letterId: number };
  /** Reads files that came with mails, for the search. */
  'read-attachments': Record<string, never>;
  /** The scheduler's own tick: put back what is due. */
  'reconcile-due': Record<string, never>;
  /** Raises what is to be done, and tells others of what is late. */
  'follow-up': Record<string, never>;
  /** Sends mail of the product's own that is due. */
  outbox: Record<string, never>;
  /** Makes the next letters of mass mail. */
  'mass-mail': Record<string, never>;
  /** Makes the reminders that are due. */
  reminders: Record<string, never>;
  /** Puts right in the index of searches what mails are filtered by. */
  search: Record<string, never>;
  /** Puts what was found in lately in its place in the index of searches. */
  'search-list': Record<string, never>;
  housekeeping: Record<string, never>;
}
export type JobName = keyof JobPayloads;

/** One queue per kind: a flood in one never delays another. */
export const QUEUE_NAMES = {
  'new-mail': 'tp-new-mail',
  'sync-account': 'tp-sync-account',
  'background-job': 'tp-background',
  'unified-item': 'tp-unified',
  letter: 'tp-letter',
  'read-attachments': 'tp-attachments',
  'reconcile-due': 'tp-tick',
  'follow-up': 'tp-follow-up',
  outbox: 'tp-outbox',
  'mass-mail': 'tp-mass-mail',
  reminders: 'tp-reminders',
  search: 'tp-search',
  'search-list': 'tp-search-list',
  housekeeping: 'tp-housekeeping',
} as const satisfies Record<JobName, string>;

/** "Failed" is never final: Postgres knows what is due and the scheduler asks again. So nothing is kept. */
const OPTIONS: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };

const ASKED_LATELY_MS = 1_500;

export class Queues {
  readonly #queues = new Map<JobName, Queue>();
  readonly #connection: ConnectionOptions;
  readonly #onError: (error: Error) => void;

  constructor(connection: ConnectionOptions, onError: (error: Error) => void) {
    this.#connection = connection;
    this.#onError = onError;
  }

  queue(name: JobName): Queue {
    let queue = this.#queues.get(name);
    if (queue === undefined) {
      queue = new Queue(QUEUE_NAMES[name], { connection: this.#connection, defaultJobOptions: OPTIONS });
      queue.on('error', this.#onError);
      this.#queues.set(name, queue);
    }
    return queue;
  }

  /**
   * Adds a job unless the same one was asked for a moment ago. It may still be there twice: what is not due any
   * more ends at once (sync-account takes a lease only when due, background-job only when unfinished).
   *
   * A look for new mail is different: one asked for while another runs must not be lost, nor pile up, so the
   * last one is kept until the running one ends.
   */
  async add<N extends JobName>(name: N, payload: JobPayloads[N]): Promise<void> {
    const id = `${name}-${String(Object.values(payload)[0] ?? '')}`;
    await this.queue(name).add(name, payload, {
      deduplication: name === 'new-mail' ? { id, keepLastIfActive: true } : { id, ttl: ASKED_LATELY_MS },
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
  }
}
