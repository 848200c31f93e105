/** One thread of the pool: started, watched, ended. It knows nothing of queues. */
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { QuarantineReason } from './limits.ts';
import type { WorkBatch, WorkerReport, WorkerSettings, WorkOutcome } from './pool-protocol.ts';

/** Loading the parser takes a fraction of a second; a machine under load takes longer. Milliseconds. */
const startTimeout = 60_000;

/**
 * Room for new objects. With more of it the buffers of past messages stay longer before they are collected: 48
 * costs 60 MB more memory in two threads than 16, and gains hardly any speed. MiB.
 */
const youngGenerationMb = 16;

export interface ThreadLimits {
  /** Heap of the thread, MiB. */
  readonly memoryMb: number;
  /** Milliseconds without a result after which the thread is ended. */
  readonly timeoutMs: number;
}

export interface ThreadEvents {
  /** Outcomes of the next items of the batch that was given. */
  outcomes(outcomes: readonly WorkOutcome[]): void;
  /** The thread is gone, for good; `started` tells whether it ever came up. Called once. */
  gone(why: {
    readonly reason: QuarantineReason;
    readonly detail: string | null;
    readonly started: boolean;
  }): void;
}

export class PoolThread {
  private readonly worker: Worker;
  private readonly limits: ThreadLimits;
  private timer: NodeJS.Timeout | null = null;
  private started = false;
  private failure: { reason: QuarantineReason; detail: string | null } | null = null;
  private remaining = 0;
  private batch = 0;

  constructor(settings: WorkerSettings, limits: ThreadLimits, events: ThreadEvents) {
    this.limits = limits;
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: settings,
      env: threadEnv(),
      resourceLimits: {
        maxOldGenerationSizeMb: limits.memoryMb,
        maxYoungGenerationSizeMb: youngGenerationMb,
      },
    });
    this.worker.unref();
    this.worker.on('message', (report: WorkerReport) => {
      if ('ready' in report) {
        this.started = true;
        if (this.remaining > 0) this.arm(this.limits.timeoutMs);
        return;
      }
      if (report.batch !== this.batch) return;
      this.remaining -= report.outcomes.length;
      this.disarm();
      if (this.remaining > 0) this.arm(this.limits.timeoutMs);
      else this.worker.unref();
      events.outcomes(report.outcomes);
    });
    this.worker.on('error', (error: Error & { code?: string }) => {
      const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.failure ??= {
        reason: outOfMemory ? 'parser-out-of-memory' : 'parser-crash',
        detail: error.message.slice(0, 500),
      };
    });
    this.worker.on('exit', (code) => {
      this.disarm();
      events.gone({
        ...(this.failure ?? { reason: 'parser-crash', detail: `exit code ${code}` }),
        started: this.started,
      });
    });
  }

  /** Gives the thread a batch; it must have finished the one before. */
  give(batch: Omit<WorkBatch, 'batch'>): void {
    this.batch++;
    this.remaining = batch.items.length;
    // While it works the thread keeps the process alive.
    this.worker.ref();
    this.arm(this.started ? this.limits.timeoutMs : startTimeout);
    this.worker.postMessage({ batch: this.batch, ...batch } satisfies WorkBatch, [batch.data]);
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private arm(milliseconds: number): void {
    this.disarm();
    this.timer = setTimeout(() => {
      this.failure ??= { reason: 'parser-timeout', detail: `no result within ${milliseconds} ms` };
      void this.worker.terminate();
    }, milliseconds);
  }

  private disarm(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}

/**
 * Nothing of the environment is the parser's business but where compiled code is kept: a thread that has to compile
 * the parser itself takes 13 MB more.
 */
function threadEnv(): Record<string, string> {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}
