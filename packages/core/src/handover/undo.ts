/** Undoing a hand-over within a day. */
import type { DB } from '@tradepost/db';
import { lockHandover, lockItems } from '@tradepost/db/queries/handover-items';
import { sql, type Transaction } from 'kysely';
import { handOverPlans } from '../activity/change-hands.ts';
import { appendAudit } from '../audit/append.ts';
import { changeOwner } from '../customers/change-owner.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import { handBackLetters } from '../letter/hand-over.ts';
import type { JobStep } from '../jobs/run-job.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { deputyOf, isGone } from '../task/deputy.ts';
import { passOnTasks } from '../task/leaver.ts';
import { MACHINE, type Viewer } from '../users/viewer.ts';
import { ledPeople } from '../visibility/led-people.ts';
import type { HandoverPayload } from './move-step.ts';

/** Hours after its end. */
export const UNDO_HOURS = 24;
const STEP = 100;

/**
 * What has not been moved yet stays; mail accounts come back at once, customers in the background.
 * @throws TradepostError 'not-found'; 'conflict' after a day, or where it is undone.
 */
export async function undoHandover(
  deps: CustomerDeps,
  viewer: Viewer,
  id: number,
): Promise<{ jobId: number }> {
  const undone = await deps.db.transaction().execute(async (tx) => {
    const actorId = viewer === MACHINE ? null : viewer.id;
    const { rows } = await sql<{ state: string; late: boolean }>`
      select h.state, coalesce(h.done_at < now() - ${UNDO_HOURS} * interval '1 hour', false) as late from handover h
      where h.id = ${id} and ${ledPeople(viewer, 'h.from_id')}
      for no key update`.execute(tx);
    const handover = rows[0];
    if (handover === undefined) throw notFound('The hand-over');
    if (handover.state !== 'running' && handover.state !== 'done')
      throw new TradepostError('conflict', 'This hand-over is undone already.');
    if (handover.late)
      throw new TradepostError(
        'conflict',
        `A hand-over can be undone for ${UNDO_HOURS} hours. Hand the customers over anew.`,
      );
    await sql`update handover_item set state = 'skipped' where handover_id = ${id} and state = 'waiting'`.execute(
      tx,
    );
    const accounts = await takeAccountsBack(tx, id);
    const job = await tx
      .insertInto('background_job')
      .values({
        kind: 'handover-undo',
        payload: JSON.stringify({ handoverId: id }),
        created_by: actorId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .updateTable('handover')
      .set({ state: 'undoing', undone_by: actorId, undone_at: sql<Date>`now()`, job_id: job.id })
      .where('id', '=', id)
      .execute();
    await appendAudit(tx, {
      actorId,
      action: 'handover.undone',
      subjectKind: 'handover',
      subjectId: id,
      detail: { accounts },
    });
    return { jobId: job.id, accounts };
  });
  await deps.notifier.enqueue('background-job', { jobId: undone.jobId });
  for (const accountId of undone.accounts) await deps.notifier.publish({ type: 'account', accountId });
  return { jobId: undone.jobId };
}

/** @returns those that came back; one that got another owner since stays with him. */
async function takeAccountsBack(tx: Transaction<DB>, handoverId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update mail_account a set owner_id = h.from_id
    from handover_account ha join handover h on h.id = ha.handover_id
    where ha.handover_id = ${handoverId} and a.id = ha.account_id and a.owner_id is not distinct from ha.to_id
    returning a.id`.execute(tx);
  const back = rows.map(({ id }) => id);
  await sql`
    update handover_account set state = case when account_id = any(${back}::bigint[]) then 'undone' else 'kept' end
    where handover_id = ${handoverId}`.execute(tx);
  return back;
}

/** A step of the job `handover-undo`: some customers back, unless their owner changed since. */
export async function handoverUndoStep(
  tx: Transaction<DB>,
  payload: unknown,
  _cursor: unknown,
): Promise<JobStep> {
  const { handoverId } = payload as HandoverPayload;
  const handover = await lockHandover(tx, handoverId);
  if (handover?.state !== 'undoing') return { cursor: null, done: 0 };
  const items = await lockItems(tx, handoverId, 'done', STEP);
  const deputy = (await isGone(tx, handover.from_id)) ? await deputyOf(tx, handover.from_id) : null;
  for (const item of items) {
    const { customer_id: customerId, to_id: to } = item;
    if (item.untouched) {
      await changeOwner(tx, {
        customerId,
        to: handover.from_id,
        actorId: handover.undone_by,
        audit: false,
      });
      if (item.could_edit !== null)
        await tx
          .insertInto('customer_collaborator')
          .values({ customer_id: customerId, user_id: to, can_edit: item.could_edit })
          .onConflict((oc) => oc.doNothing())
          .execute();
      await handBackLetters(tx, customerId, handover.from_id, to);
      // Where the predecessor cannot do it, whoever sees the customer for him.
      const doer = deputy ?? handover.from_id;
      await handOverPlans(tx, customerId, to, doer);
      if (deputy !== null) await passOnTasks(tx, customerId, to, doer);
    }
    await tx
      .updateTable('handover_item')
      .set({ state: item.untouched ? 'undone' : 'kept' })
      .where('handover_id', '=', handoverId)
      .where('customer_id', '=', customerId)
      .execute();
  }
  const last = items.at(-1);
  if (last !== undefined && items.length === STEP)
    return { cursor: { after: last.customer_id }, done: items.length };
  await tx.updateTable('handover').set({ state: 'undone' }).where('id', '=', handoverId).execute();
  const { rows: heirs } = await sql<{ to_id: number }>`
    select distinct to_id from handover_item where handover_id = ${handoverId} and state = 'undone'`.execute(
    tx,
  );
  await raiseNotice(tx, {
    userIds: heirs.map(({ to_id }) => to_id),
    kind: 'handover-undone',
    key: String(handoverId),
    subject: { kind: 'handover', id: handoverId },
    detail: { actorName: handover.from_name },
  });
  return { cursor: null, done: items.length };
}
