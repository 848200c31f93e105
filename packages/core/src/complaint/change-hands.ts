/** Complaints of a customer that changes hands: what its salesperson had to act on is his successor's. */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { addEntry } from './log-step.ts';

/** In the transaction that changes the owner; the task goes over with the customer's others. @param to null: nobody. */
export async function handOverComplaints(
  tx: Transaction<DB>,
  customerId: number,
  {
    from,
    to,
    actorId,
  }: { readonly from: number | null; readonly to: number | null; readonly actorId: number | null },
): Promise<void> {
  if (from === null || to === null) return;
  const { rows } = await sql<{ id: number; to_name: string }>`
    update complaint k set assignee_id = ${to} from app_user u
    where k.customer_id = ${customerId} and k.assignee_id = ${from} and k.closed_at is null
      and k.state in ('assigned', 'verified') and u.id = ${to}
    returning k.id, u.name as to_name`.execute(tx);
  for (const { id, to_name: assigneeName } of rows)
    await addEntry(tx, id, { step: 'assigned', byId: actorId, detail: { assigneeName } });
}
