/** What waits for a thread: retries first and one at a time (so that the next loss shows whose it is), then new mail, then backfill; each in the order it came. */
import type { QuarantineReason } from './limits.ts';
import type { ProcessedMessage } from './types.ts';

export type ParseInput = Buffer | { readonly path: string; readonly size: number };
export type ParsePriority = 'new' | 'backfill';

export interface Job {
  readonly input: ParseInput;
  readonly size: number;
  readonly resolve: (message: ProcessedMessage) => void;
  readonly reject: (error: Error) => void;
  /** Why only the header is read; null: everything. */
  headersOnly: { reason: QuarantineReason; detail: string | null } | null;
}

/** Octets and messages that cross to a thread at once: enough to make the crossing cheap, soon done. */
const batchBytes = 768 * 1024;
const batchCount = 32;
/** A message of this size is in work only once at a time, so that memory stays bounded. Octets. */
const heavySize = 8 * 1024 * 1024;

export class JobQueue {
  private readonly lanes = { retry: [] as Job[], new: [] as Job[], backfill: [] as Job[] };

  push(job: Job, lane: ParsePriority | 'retry'): void {
    this.lanes[lane].push(job);
  }

  get length(): number {
    return this.lanes.retry.length + this.lanes.new.length + this.lanes.backfill.length;
  }

  /**
   * The next batch, empty where nothing may be started now.
   * @param threads how many share what waits
   * @param heavyAllowed no large message is in work
   */
  take(threads: number, heavyAllowed: boolean): Job[] {
    const { retry } = this.lanes;
    const index = retry.findIndex((job) => heavyAllowed || !isHeavy(job));
    if (index >= 0) return retry.splice(index, 1);
    const share = Math.max(1, Math.min(batchCount, Math.ceil(this.length / threads)));
    const batch: Job[] = [];
    let bytes = 0;
    for (const lane of [this.lanes.new, this.lanes.backfill]) {
      let taken = 0;
      while (taken < lane.length && batch.length < share && bytes < batchBytes) {
        const job = lane[taken] as Job;
        // A large message travels by itself; behind others it waits for the next turn.
        if (isHeavy(job) && (!heavyAllowed || batch.length > 0)) break;
        batch.push(job);
        bytes += job.size;
        taken++;
        if (isHeavy(job)) break;
      }
      lane.splice(0, taken);
      if (batch.length > 0 && bytes >= batchBytes) break;
    }
    return batch;
  }

  drain(): Job[] {
    const { retry, new: fresh, backfill } = this.lanes;
    return [...retry.splice(0), ...fresh.splice(0), ...backfill.splice(0)];
  }
}

export function isHeavy(job: Job): boolean {
  return job.size >= heavySize;
}
