/** An address that failed is dealt with once it is marked, corrected, or its contact is gone. */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { closeTasks } from './close-tasks.ts';

/** After any change of a customer's contacts. @param by who changed them; null: a rule. */
export async function settleAddressTasks(
  tx: Transaction<DB>,
  customerId: number,
  by: number | null,
): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select t.id from task t
    where t.customer_id = ${customerId} and t.kind = 'address-invalid' and t.state = 'open' and not exists (
      select from contact_address ca join contact k on k.id = ca.contact_id
      where ca.address = t.subject_key and ca.customer_id = t.customer_id and ca.invalid_at is null
        and k.invalid_at is null)`.execute(tx);
  await closeTasks(
    tx,
    rows.map(({ id }) => id),
    { outcome: 'done', by },
  );
}
