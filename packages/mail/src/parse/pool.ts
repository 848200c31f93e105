/**
 * Threads that process messages. A message may cost a thread its life (time, memory): the thread is replaced,
 * its neighbours are done again, and the message itself comes back with less read of it, but always with its
 * hash and its octets.
 */
import { readFile } from 'node:fs/promises';
import { hash } from 'node:crypto';
import { indexText } from '../words/index-text.ts';
import { parseNothing } from './nothing.ts';
import { isHeavy, type Job, JobQueue, type ParseInput, type ParsePriority } from './pool-queue.ts';
import type { WorkItem, WorkOutcome } from './pool-protocol.ts';
import { PoolThread } from './pool-thread.ts';
import type { ProcessedMessage } from './types.ts';

export interface ParsePoolOptions {
  /** Threads; default 2. */
  readonly threads?: number;
  /** Heap of a thread in MiB (Buffers not counted); default 128. */
  readonly memoryMbPerThread?: number;
  /** Milliseconds one message may take; default 20,000. */
  readonly timeoutMs?: number;
  /** zstd level of the stored octets; default 1. */
  readonly zstdLevel?: number;
}

export type ParsePoolErrorCode = 'closed' | 'unreadable-file' | 'thread-start-failed';

export class ParsePoolError extends Error {
  override readonly name = 'ParsePoolError';
  readonly code: ParsePoolErrorCode;
  constructor(code: ParsePoolErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

interface Slot {
  thread: PoolThread | null;
  /** Jobs given to the thread and not yet answered, in order. */
  inWork: Job[];
  /** How many were given together. */
  given: number;
}

/** Threads that die before they come up, in a row: then something is wrong with the installation. */
const failedStartLimit = 3;

export class ParsePool {
  private readonly options: Required<ParsePoolOptions>;
  private readonly slots: Slot[];
  private readonly queue = new JobQueue();
  private failedStarts = 0;
  private closed = false;
  private scheduled = false;

  constructor(options: ParsePoolOptions = {}) {
    this.options = { threads: 2, memoryMbPerThread: 128, timeoutMs: 20_000, zstdLevel: 1, ...options };
    this.slots = Array.from({ length: Math.max(1, this.options.threads) }, () => ({
      thread: null,
      inWork: [],
      given: 0,
    }));
  }

  /**
   * Parses, hashes and compresses one message. The octets must not be changed until the promise settles; they are
   * copied to the thread, and kept here for the case that the thread dies.
   * Whatever the message holds, the promise resolves; the tier and the reason tell how far it could be read.
   * @throws ParsePoolError 'closed' | 'unreadable-file' | 'thread-start-failed'
   */
  process(input: ParseInput, options: { priority?: ParsePriority } = {}): Promise<ProcessedMessage> {
    if (this.closed) return Promise.reject(new ParsePoolError('closed', 'the parse pool is closed'));
    return new Promise((resolve, reject) => {
      const size = Buffer.isBuffer(input) ? input.length : input.size;
      const job: Job = { input, size, resolve, reject, headersOnly: null };
      this.queue.push(job, options.priority ?? 'backfill');
      this.schedule();
    });
  }

  /** Ends the threads. What is not finished is rejected with 'closed'. */
  async close(): Promise<void> {
    this.closed = true;
    const jobs = [...this.slots.flatMap((slot) => slot.inWork.splice(0)), ...this.queue.drain()];
    const threads = this.slots.map((slot) => slot.thread);
    await Promise.all(threads.map(async (thread) => thread?.end()));
    for (const job of jobs) job.reject(new ParsePoolError('closed', 'the parse pool was closed'));
  }

  /** Messages that come in one turn of the event loop make one batch. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      this.dispatch();
    });
  }

  private dispatch(): void {
    if (this.closed) return;
    for (const slot of this.slots) {
      if (slot.inWork.length > 0 || this.queue.length === 0) continue;
      const heavyInWork = this.slots.some((other) => other.inWork.some(isHeavy));
      const jobs = this.queue.take(this.slots.length, !heavyInWork);
      if (jobs.length > 0) this.give(slot, jobs);
    }
  }

  private give(slot: Slot, jobs: Job[]): void {
    slot.inWork = jobs;
    slot.given = jobs.length;
    slot.thread ??= this.startThread(slot);
    const data = new ArrayBuffer(
      jobs.reduce((sum, job) => sum + (Buffer.isBuffer(job.input) ? job.size : 0), 0),
    );
    const target = new Uint8Array(data);
    let offset = 0;
    const items: WorkItem[] = jobs.map(({ input }) => {
      if (!Buffer.isBuffer(input)) return { path: input.path };
      target.set(input, offset);
      offset += input.length;
      return { offset: offset - input.length, length: input.length };
    });
    slot.thread.give({ items, data, headersOnly: jobs[0]?.headersOnly ?? null });
  }

  private startThread(slot: Slot): PoolThread {
    const { zstdLevel, memoryMbPerThread, timeoutMs } = this.options;
    const thread = new PoolThread(
      { zstdLevel },
      { memoryMb: memoryMbPerThread, timeoutMs },
      {
        outcomes: (outcomes) => {
          this.failedStarts = 0;
          for (const outcome of outcomes) settle(slot.inWork.shift(), outcome);
          if (slot.inWork.length === 0) this.dispatch();
        },
        gone: (why) => {
          if (slot.thread !== thread) return;
          slot.thread = null;
          const lost = slot.inWork.splice(0);
          if (this.closed) return;
          if (why.started) this.requeue(lost, slot.given === 1, why);
          else this.afterFailedStart(lost, why.detail);
          this.dispatch();
        },
      },
    );
    return thread;
  }

  /** The thread died over these. Which of several it was, each shows by itself. */
  private requeue(lost: readonly Job[], wasAlone: boolean, why: NonNullable<Job['headersOnly']>): void {
    for (const job of lost) {
      if (!wasAlone) {
        this.queue.push(job, 'retry');
      } else if (job.headersOnly === null) {
        job.headersOnly = { reason: why.reason, detail: why.detail };
        this.queue.push(job, 'retry');
      } else {
        void settleRaw(job, job.headersOnly);
      }
    }
  }

  private afterFailedStart(lost: readonly Job[], detail: string | null): void {
    this.failedStarts++;
    for (const job of lost) this.queue.push(job, 'retry');
    if (this.failedStarts < failedStartLimit) return;
    this.failedStarts = 0;
    for (const job of this.queue.drain()) {
      job.reject(
        new ParsePoolError('thread-start-failed', `no parser thread comes up: ${detail ?? 'unknown'}`),
      );
    }
  }
}

function settle(job: Job | undefined, outcome: WorkOutcome): void {
  if (!job) return;
  if ('message' in outcome) job.resolve(outcome.message);
  else job.reject(new ParsePoolError('unreadable-file', outcome.error));
}

/** Not even the header could be read in a thread: the octets are kept as they are. */
async function settleRaw(job: Job, why: NonNullable<Job['headersOnly']>): Promise<void> {
  try {
    const raw = Buffer.isBuffer(job.input) ? job.input : await readFile(job.input.path);
    const sha256 = hash('sha256', raw, 'hex');
    job.resolve({
      parsed: parseNothing(sha256, why.reason, why.detail),
      words: indexText({}),
      sha256,
      size: raw.length,
      stored: new Uint8Array(raw),
      codec: 'raw',
    });
  } catch (error) {
    job.reject(new ParsePoolError('unreadable-file', error instanceof Error ? error.message : String(error)));
  }
}
