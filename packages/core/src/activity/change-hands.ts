/** What somebody has planned with a customer, when another is to do it. */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';

/** @returns the ids of those that changed hands. */
export async function handOverPlans(
  tx: Transaction<DB>,
  customerId: number,
  from: number,
  to: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update activity set assignee_id = ${to}, updated_at = now()
    where customer_id = ${customerId} and state = 'planned' and assignee_id = ${from}
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}
