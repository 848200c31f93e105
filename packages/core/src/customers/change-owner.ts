/** The one way a customer changes hands: by edit, hand-over, claim, release, assignment or undo. */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { handOverPlans } from '../activity/change-hands.ts';
import { appendAudit } from '../audit/append.ts';
import { handOverComplaints } from '../complaint/change-hands.ts';
import { notFound } from '../errors.ts';
import { passOnUnseen } from '../task/unseen.ts';
import { recordChange } from './record-change.ts';

export interface OwnerChange {
  readonly customerId: number;
  /** Null: nobody's. */
  readonly to: number | null;
  readonly actorId: number | null;
  readonly reason?: string | null;
  /** Into the public pool, with the reason's text; only where `to` is null. */
  readonly pool?: { readonly reason: string };
  /** Whether the audit log gets a record of its own; false where the caller records the whole action once. */
  readonly audit?: boolean;
}

/**
 * Nothing of the history moves or is copied: the timeline belongs to the customer. Who gets a customer is its
 * collaborator no longer, and goes on with what was planned.
 * @returns the owner before. @throws TradepostError 'not-found'.
 */
export async function changeOwner(tx: Transaction<DB>, change: OwnerChange): Promise<number | null> {
  const { customerId, to, actorId, pool } = change;
  const { rows } = await sql<{
    owner_id: number | null;
    former_owner_id: number | null;
    pooled: boolean;
    from_name: string | null;
    to_name: string | null;
  }>`
    select c.owner_id, c.former_owner_id, c.pooled_at is not null as pooled, u.name as from_name,
      (select name from app_user where id = ${to}) as to_name
    from customer c left join app_user u on u.id = c.owner_id
    where c.id = ${customerId} for no key update of c`.execute(tx);
  const before = rows[0];
  if (before === undefined) throw notFound('The customer');
  if (before.owner_id === to && before.pooled === (pool !== undefined)) return to;
  await tx
    .updateTable('customer')
    .set({
      owner_id: to,
      owned_since: sql<Date>`now()`,
      former_owner_id: before.owner_id ?? sql<number | null>`former_owner_id`,
      pooled_at: pool === undefined ? null : sql<Date>`now()`,
      pool_reason: pool?.reason ?? null,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', customerId)
    .execute();
  if (to !== null)
    await tx
      .deleteFrom('customer_collaborator')
      .where('customer_id', '=', customerId)
      .where('user_id', '=', to)
      .execute();
  // Out of the pool it goes on with what its last salesperson had planned.
  const last = before.owner_id ?? before.former_owner_id;
  if (last !== null && to !== null) await handOverPlans(tx, customerId, last, to);
  await handOverComplaints(tx, customerId, { from: before.owner_id, to, actorId });
  const reason = change.reason ?? pool?.reason ?? null;
  await recordChange(tx, {
    customerId,
    field: 'owner',
    from: before.from_name,
    to: before.to_name,
    reason,
    actorId,
  });
  if (to === null && before.owner_id !== null) await passOnUnseen(tx, before.owner_id);
  if (change.audit !== false)
    await appendAudit(tx, {
      actorId,
      action: 'customer.owner-changed',
      subjectKind: 'customer',
      subjectId: customerId,
      detail: { from: before.owner_id, to, reason, pool: pool !== undefined },
    });
  return before.owner_id;
}
