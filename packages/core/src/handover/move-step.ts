/** A step of the job `handover`: some customers to their successors. */
import type { DB } from '@tradepost/db';
import { type HandoverFacts, lockHandover, lockItems } from '@tradepost/db/queries/handover-items';
import { sql, type Transaction } from 'kysely';
import { handOverPlans } from '../activity/change-hands.ts';
import { changeOwner } from '../customers/change-owner.ts';
import { handOverLetters } from '../letter/hand-over.ts';
import type { JobStep } from '../jobs/run-job.ts';
import { raiseNotice } from '../notices/raise-notice.ts';

/** Customers in one step: a second of work. */
const STEP = 100;

export interface HandoverPayload {
  readonly handoverId: number;
}

/** What is undone meanwhile ends here; what is no longer the predecessor's is skipped, and what a successor would get who has left himself. */
export async function handoverStep(
  tx: Transaction<DB>,
  payload: unknown,
  _cursor: unknown,
): Promise<JobStep> {
  const { handoverId } = payload as HandoverPayload;
  const handover = await lockHandover(tx, handoverId);
  if (handover?.state !== 'running') return { cursor: null, done: 0 };
  const items = await lockItems(tx, handoverId, 'waiting', STEP);
  for (const { customer_id: customerId, to_id: to, owner_id: ownerId, heir_works: works } of items) {
    if (works && ownerId === handover.from_id) await handOver(tx, handover, customerId, to);
    else await setItem(tx, handoverId, customerId, sql`state = 'skipped'`);
  }
  const last = items.at(-1);
  if (last !== undefined && items.length === STEP)
    return { cursor: { after: last.customer_id }, done: items.length };
  await tx
    .updateTable('handover')
    .set({ state: 'done', done_at: sql<Date>`now()` })
    .where('id', '=', handoverId)
    .execute();
  await tellSuccessors(tx, handover);
  return { cursor: null, done: items.length };
}

async function handOver(
  tx: Transaction<DB>,
  handover: HandoverFacts,
  customerId: number,
  to: number,
): Promise<void> {
  const before = await tx
    .selectFrom('customer_collaborator')
    .select('can_edit')
    .where('customer_id', '=', customerId)
    .where('user_id', '=', to)
    .executeTakeFirst();
  const activityIds = await handOverPlans(tx, customerId, handover.from_id, to);
  // The action has one record in the audit log; each customer has its own line of history.
  await changeOwner(tx, {
    customerId,
    to,
    actorId: handover.created_by,
    reason: handover.reason,
    audit: false,
  });
  await handOverLetters(tx, customerId, handover.from_id, to);
  if (handover.keep_access)
    await tx
      .insertInto('customer_collaborator')
      .values({ customer_id: customerId, user_id: handover.from_id, added_by: handover.created_by })
      .onConflict((oc) => oc.doNothing())
      .execute();
  // now() is what changeOwner has put into owned_since: the undoing knows by it that nobody changed the owner since.
  await setItem(
    tx,
    handover.id,
    customerId,
    sql`state = 'done', handed_at = now(), activity_ids = ${activityIds}::bigint[],
      could_edit = ${before?.can_edit ?? null}::boolean`,
  );
}

function setItem(
  tx: Transaction<DB>,
  handoverId: number,
  customerId: number,
  set: ReturnType<typeof sql>,
): Promise<unknown> {
  return sql`update handover_item set ${set}
    where handover_id = ${handoverId} and customer_id = ${customerId}`.execute(tx);
}

/** Once each, however many customers. */
async function tellSuccessors(tx: Transaction<DB>, handover: HandoverFacts): Promise<void> {
  const { rows } = await sql<{ to_id: number; customers: number }>`
    select to_id, count(*)::int as customers from handover_item
    where handover_id = ${handover.id} and state = 'done' group by to_id order by to_id`.execute(tx);
  for (const { to_id: userId, customers } of rows)
    await raiseNotice(tx, {
      userIds: [userId],
      kind: 'customers-handed-over',
      key: String(handover.id),
      subject: { kind: 'handover', id: handover.id },
      detail: { count: customers, actorName: handover.from_name },
    });
}
