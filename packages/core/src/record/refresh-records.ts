/** What is kept of each record, counted again for all of them: completeness, and the day of the next contact. */
import type { DB } from '@tradepost/db';
import { listCustomerIds } from '@tradepost/db/queries/follow-up';
import { type Kysely, sql, type Transaction } from 'kysely';
import { touchNextContact } from '../follow-up/touch-next-contact.ts';
import type { JobStep } from '../jobs/run-job.ts';
import { refreshCompleteness } from './refresh-completeness.ts';

/** Customers of one step: some tenths of a second. */
const STEP = 500;

/** The caller enqueues 'background-job' with the id after its commit. One that waits already serves. */
export async function requestRefresh(tx: Transaction<DB>, createdBy: number | null): Promise<number> {
  const waiting = await sql<{ id: number }>`
    select id from background_job where kind = 'refresh-records' and state = 'queued'
    order by id limit 1 for update`.execute(tx);
  if (waiting.rows[0] !== undefined) return waiting.rows[0].id;
  const { id } = await tx
    .insertInto('background_job')
    .values({ kind: 'refresh-records', payload: '{}', created_by: createdBy })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function refreshRecordsStep(
  tx: Transaction<DB>,
  _payload: unknown,
  cursor: unknown,
): Promise<JobStep> {
  const after = (cursor as { after: number } | null)?.after ?? 0;
  const ids = await listCustomerIds(tx, after, STEP);
  await refreshCompleteness(tx, ids);
  await touchNextContact(tx, ids);
  const last = ids.at(-1);
  const total = after === 0 ? await countCustomers(tx) : undefined;
  return {
    cursor: last === undefined || ids.length < STEP ? null : { after: last },
    done: ids.length,
    ...(total === undefined ? {} : { total }),
  };
}

/** As Postgres estimates it: only a progress bar asks. */
async function countCustomers(db: Kysely<DB>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select greatest(reltuples, 0)::bigint as n from pg_class where oid = 'customer'::regclass`.execute(db);
  return rows[0]?.n ?? 0;
}
