/**
 * Puts into Redis what Postgres says is due (I5). Idempotent: a job that waits already is not added again, so any
 * number of schedulers may ask, and after a lost Redis everything due is back with the next tick.
 */
import type { DB } from '@tradepost/db';
import { listDueLetters } from '@tradepost/db/queries/letter-work';
import { type Kysely, sql } from 'kysely';
import type { Queues } from '../queues/queues.ts';

/** Asked for in one tick; the rest waits for the next one. */
const MOST_PER_TICK = 2_000;
/** Where so many jobs wait already, the workers are behind and more asking would only pile up. */
const MOST_WAITING = 5_000;

export async function askForDue(db: Kysely<DB>, queues: Pick<Queues, 'add' | 'queue'>): Promise<void> {
  // Ahead of all else, and however far behind syncing is: somebody has pressed a button.
  for (const letterId of await listDueLetters(db, MOST_PER_TICK)) await queues.add('letter', { letterId });
  if ((await queues.queue('sync-account').getWaitingCount()) > MOST_WAITING) return;
  const accounts = await sql<{ id: number }>`
    select id from mail_account
    where state = 'active' and next_attempt_at <= now() and (sync_lease_until is null or sync_lease_until < now())
    order by next_attempt_at limit ${MOST_PER_TICK}`.execute(db);
  for (const { id } of accounts.rows) await queues.add('sync-account', { accountId: id });
  const jobs = await sql<{ id: number }>`
    select id from background_job
    where state in ('queued', 'running') and (lease_until is null or lease_until < now())
    order by id limit ${MOST_PER_TICK}`.execute(db);
  for (const { id } of jobs.rows) await queues.add('background-job', { jobId: id });
  const items = await sql<{ id: number }>`
    select id from unified_item
    where state = 'waiting' and next_attempt_at <= now() and (lease_until is null or lease_until < now())
    order by next_attempt_at limit ${MOST_PER_TICK}`.execute(db);
  for (const { id } of items.rows) await queues.add('unified-item', { itemId: id });
}
