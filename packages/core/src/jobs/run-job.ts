/**
 * Long jobs as rows of background_job: each step commits its work together with the job's cursor, so that a
 * kill costs one step. A job whose lease has run out is taken up by whoever comes first.
 */
import type { DB } from '@tradepost/db';
import { type Kysely, sql, type Transaction } from 'kysely';
import { describeError } from '../errors.ts';

/** Longer than any step; a killed process's job is taken up after it. */
const LEASE = '30 seconds';

export interface JobStep {
  /** Where the next step begins; null where the job is done. */
  readonly cursor: unknown;
  /** Units done by this step, for the progress. */
  readonly done: number;
  /** All units, where it is known now. */
  readonly total?: number;
  /** Customers whose timeline is another one now: told to who looks at it. */
  readonly customerIds?: readonly number[];
}

export interface JobKind {
  /** One bounded step in the given transaction. */
  step(tx: Transaction<DB>, payload: unknown, cursor: unknown): Promise<JobStep>;
}

export type JobKinds = Readonly<Record<string, JobKind>>;

/**
 * Runs a job to its end, or until `signal` aborts; then it stays 'running' and is taken up again.
 * @returns false where another process has it, or it is over.
 */
export async function runJob(
  db: Kysely<DB>,
  kinds: JobKinds,
  jobId: number,
  signal: AbortSignal,
  onProgress: (customerIds: readonly number[]) => void,
): Promise<boolean> {
  const claimed = await sql<{ kind: string; payload: unknown; cursor: unknown }>`
    update background_job set state = 'running', lease_until = now() + ${LEASE}::interval
    where id = ${jobId} and state in ('queued', 'running') and (lease_until is null or lease_until < now())
    returning kind, payload, cursor`.execute(db);
  const job = claimed.rows[0];
  if (job === undefined) return false;
  const kind = kinds[job.kind];
  if (kind === undefined) {
    await fail(db, jobId, `This version does not know jobs of the kind "${job.kind}".`);
    return true;
  }
  let cursor: unknown = job.cursor;
  try {
    while (!signal.aborted) {
      const step = await db
        .transaction()
        .execute(async (tx) => runStep(tx, kind, jobId, job.payload, cursor));
      onProgress(step?.customerIds ?? []);
      if (step === null || step.cursor === null) return step !== null;
      cursor = step.cursor;
    }
    await sql`update background_job set lease_until = null where id = ${jobId}`.execute(db);
    return true;
  } catch (error) {
    // The lease runs out by itself; the scheduler asks again. Only the reason is kept for people to see.
    await sql`
      update background_job set error = ${describeError(error)}, lease_until = now() + interval '30 seconds'
      where id = ${jobId}`.execute(db);
    throw error;
  }
}

/**
 * One step and what is recorded of it, together. The row stays locked meanwhile: a claim by another process waits,
 * and sees then that the lease is fresh.
 * @returns null where another process has taken the job over and moved it on.
 */
async function runStep(
  tx: Transaction<DB>,
  kind: JobKind,
  jobId: number,
  payload: unknown,
  cursor: unknown,
): Promise<JobStep | null> {
  const mine = await sql`
    select 1 from background_job
    where id = ${jobId} and state = 'running' and coalesce(cursor, 'null') = ${JSON.stringify(cursor)}::jsonb
    for update`.execute(tx);
  if (mine.rows.length === 0) return null;
  const step = await kind.step(tx, payload, cursor);
  const over = step.cursor === null;
  await sql`
    update background_job set done = done + ${step.done}, total = coalesce(${step.total ?? null}::bigint, total),
      cursor = ${JSON.stringify(step.cursor)}::jsonb, error = null,
      state = ${over ? 'done' : 'running'}, finished_at = ${over ? sql`now()` : null},
      lease_until = ${over ? null : sql`now() + ${LEASE}::interval`}
    where id = ${jobId}`.execute(tx);
  return step;
}

async function fail(db: Kysely<DB>, jobId: number, error: string): Promise<void> {
  await sql`
    update background_job set state = 'failed', error = ${error}, lease_until = null, finished_at = now()
    where id = ${jobId}`.execute(db);
}
