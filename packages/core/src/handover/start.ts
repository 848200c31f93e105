/** Beginning a hand-over: what goes to whom is fixed and recorded at once, the customers follow in the background. */
import type { NewHandover } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import { MACHINE, type Viewer } from '../users/viewer.ts';
import { checkPlan, plannedCustomers } from './plan.ts';

/**
 * @param viewer MACHINE: the command line.
 * @returns the ids of the hand-over and of its job.
 * @throws TradepostError as `checkPlan`; 'conflict' while one of this person runs; 'unprocessable' for nothing to do.
 */
export async function startHandover(
  deps: CustomerDeps,
  viewer: Viewer,
  plan: NewHandover,
): Promise<{ id: number; jobId: number }> {
  const started = await deps.db.transaction().execute(async (tx) => {
    const { from } = await checkPlan(tx, viewer, plan);
    const actorId = viewer === MACHINE ? null : viewer.id;
    await assertNoneRuns(tx, from.id);
    const { id } = await tx
      .insertInto('handover')
      .values({
        from_id: from.id,
        way: plan.way,
        reason: plan.reason?.trim() || null,
        note: plan.note?.trim() || null,
        keep_access: plan.keepAccess ?? false,
        created_by: actorId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { rows: shares } = await sql<{ to: number; customers: number }>`
      with moved as (
        insert into handover_item (handover_id, customer_id, to_id)
        select ${id}, plan.customer_id, plan.to_id from (${plannedCustomers(plan)}) plan
        where plan.to_id is not null order by plan.customer_id returning to_id)
      select to_id as to, count(*)::int as customers from moved group by to_id order by to_id`.execute(tx);
    const total = shares.reduce((sum, { customers }) => sum + customers, 0);
    const accounts = await giveAccounts(tx, id, from.id, plan.accounts ?? []);
    if (total + accounts.length === 0)
      throw new TradepostError(
        'unprocessable',
        `${from.name} has no such customers: there is nothing to hand over.`,
      );
    const job = await tx
      .insertInto('background_job')
      .values({ kind: 'handover', payload: JSON.stringify({ handoverId: id }), total, created_by: actorId })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.updateTable('handover').set({ job_id: job.id }).where('id', '=', id).execute();
    await appendAudit(tx, {
      actorId,
      action: 'handover.started',
      subjectKind: 'handover',
      subjectId: id,
      detail: { from: from.id, to: shares, customers: total, accounts, reason: plan.reason ?? null },
    });
    return { id, jobId: job.id, accounts };
  });
  await deps.notifier.enqueue('background-job', { jobId: started.jobId });
  for (const { id } of started.accounts) await deps.notifier.publish({ type: 'account', accountId: id });
  return { id: started.id, jobId: started.jobId };
}

/** One after the other: the person's row is held until the commit. */
async function assertNoneRuns(tx: Transaction<DB>, fromId: number): Promise<void> {
  await sql`select 1 from app_user where id = ${fromId} for no key update`.execute(tx);
  const { rows } = await sql`
    select 1 from handover where from_id = ${fromId} and state in ('running', 'undoing') limit 1`.execute(tx);
  if (rows.length > 0)
    throw new TradepostError('conflict', 'A hand-over of this person still runs. Wait until it is done.');
}

/** Mail to the leaver's address is archived as before; the new owner sees what is filed to nobody. */
async function giveAccounts(
  tx: Transaction<DB>,
  handoverId: number,
  fromId: number,
  wishes: NonNullable<NewHandover['accounts']>,
): Promise<{ id: number; to: number | null }[]> {
  const given: { id: number; to: number | null }[] = [];
  for (const { accountId, toId } of wishes.toSorted((a, b) => a.accountId - b.accountId)) {
    const changed = await tx
      .updateTable('mail_account')
      .set({ owner_id: toId })
      .where('id', '=', accountId)
      .where('owner_id', '=', fromId)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw notFound('A mail account of this person');
    await tx
      .insertInto('handover_account')
      .values({ handover_id: handoverId, account_id: accountId, to_id: toId })
      .execute();
    given.push({ id: accountId, to: toId });
  }
  return given;
}
