/** Makes a mail account the company's unified mailbox, or an ordinary one again. */
import type { DB } from '@tradepost/db';
import { enqueuePast } from '@tradepost/db/queries/unified-work';
import { sql, type Transaction } from 'kysely';
import type { JobStep } from '../jobs/run-job.ts';

/** Mails taken in by one step: a second or so of work. */
const STEP = 500;

/**
 * What the server received before now is listed, and not acted upon; marked once more, it counts from now.
 * @returns the job that lists the past, to be enqueued after the commit; null where the mark is taken away.
 */
export async function markUnified(
  tx: Transaction<DB>,
  accountId: number,
  unified: boolean,
  createdBy: number | null,
): Promise<number | null> {
  await tx.updateTable('mail_account').set({ unified }).where('id', '=', accountId).execute();
  if (!unified) return null;
  await tx
    .insertInto('unified_mailbox')
    .values({ account_id: accountId })
    .onConflict((oc) => oc.column('account_id').doUpdateSet({ since: sql<Date>`now()` }))
    .execute();
  const job = await tx
    .insertInto('background_job')
    .values({ kind: 'unified-past', payload: JSON.stringify({ accountId }), created_by: createdBy })
    .returning('id')
    .executeTakeFirstOrThrow();
  return job.id;
}

export async function unifiedPastStep(
  tx: Transaction<DB>,
  payload: unknown,
  cursor: unknown,
): Promise<JobStep> {
  const { accountId } = payload as { accountId: number };
  const after = (cursor as { after: number } | null)?.after ?? 0;
  const { last, count } = await enqueuePast(tx, accountId, after, STEP);
  return { cursor: last === null ? null : { after: last }, done: count };
}
