/** Queue workers: each takes a job to one function of core. */
import type { FileReader } from '@tradepost/core/attachment-text/file-reader';
import { runJob } from '@tradepost/core/jobs/run-job';
import { type JobName, type JobPayloads, QUEUE_NAMES } from '@tradepost/core/queues/queues';
import type { ConnectionCache } from '@tradepost/core/sync/connections';
import type { SyncDeps } from '@tradepost/core/sync/deps';
import { syncAccountSlice } from '@tradepost/core/sync/sync-account';
import { syncNewMail } from '@tradepost/core/sync/sync-new-mail';
import type { UnifiedDeps } from '@tradepost/core/unified/deps';
import { type ConnectionOptions, Worker } from 'bullmq';

/** Accounts synced, and mailboxes looked at for new mail, at once in this process; memory is bounded by octets. */
const ACCOUNTS_AT_ONCE = 16;
const NEW_MAIL_AT_ONCE = 12;
const JOBS_AT_ONCE = 2;
const UNIFIED_AT_ONCE = 2;
/** Letters on the wire at once; each may hold some 70 MB. A mail server that hangs holds up one. */
const LETTERS_AT_ONCE = 4;
/** Files are read one after another, behind everything else. */
const READERS = 1;

/** What syncing does not need is loaded with the first job that does: its memory is mail's until then. */
export function startWorkers(
  deps: SyncDeps,
  connections: ConnectionCache,
  connection: ConnectionOptions,
  unified: UnifiedDeps,
  signal: AbortSignal,
): { close(): Promise<void> } {
  const workers: Worker[] = [];
  const work = <N extends JobName>(
    name: N,
    concurrency: number,
    run: (payload: JobPayloads[N]) => Promise<void>,
  ) => {
    const worker = new Worker(QUEUE_NAMES[name], (job) => run(job.data as JobPayloads[N]), {
      connection,
      concurrency,
      // A job of a killed worker is back after one lock and one look; one that runs twice does no harm.
      lockDuration: 15_000,
      stalledInterval: 5_000,
    });
    worker.on('error', (error) => deps.log.warn({ err: error, queue: name }, 'worker'));
    worker.on('failed', (job, error) =>
      deps.log.warn({ err: error, queue: name, data: job?.data as unknown }, 'job failed'),
    );
    workers.push(worker);
  };
  work('sync-account', ACCOUNTS_AT_ONCE, async ({ accountId }) => {
    const result = await syncAccountSlice(deps, accountId, signal);
    // Behind the others: no account starves another.
    if (result === 'more') await deps.queues.add('sync-account', { accountId });
  });
  work('new-mail', NEW_MAIL_AT_ONCE, async ({ mailboxId }) => {
    await syncNewMail(deps, connections, mailboxId, signal);
  });
  work('background-job', JOBS_AT_ONCE, async ({ jobId }) => {
    const { JOB_KINDS } = await import('@tradepost/core/jobs/kinds');
    await runJob(deps.db, JOB_KINDS, jobId, signal, (customerIds) => {
      deps.publish({ type: 'job', jobId });
      for (const customerId of customerIds) deps.publish({ type: 'timeline', customerId });
    });
  });
  work('unified-item', UNIFIED_AT_ONCE, async ({ itemId }) => {
    const { processItem } = await import('@tradepost/core/unified/process-item');
    await processItem(unified, itemId);
  });
  work('letter', LETTERS_AT_ONCE, async ({ letterId }) => {
    const { workOnLetter } = await import('@tradepost/core/letter/work-on-letter');
    await workOnLetter(deps, letterId, { signal });
  });
  // Its process is started with the first file.
  let files: FileReader | null = null;
  const endReader = () => files?.close();
  signal.addEventListener('abort', endReader, { once: true });
  work('read-attachments', READERS, async () => {
    const { FileReader } = await import('@tradepost/core/attachment-text/file-reader');
    const { readAttachments } = await import('@tradepost/core/attachment-text/read-due');
    if (signal.aborted) return;
    files ??= new FileReader();
    const { joinFileTexts } = await import('@tradepost/core/search/join-file-texts');
    await readAttachments({ db: deps.db, blobs: deps.blobs, files }, signal);
    await joinFileTexts(deps.db);
  });
  return {
    async close() {
      endReader();
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}
