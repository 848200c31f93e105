/** A mark is open, kept or withdrawn. */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';

/** The same state again changes nothing. @param byId null: a rule. */
export async function setMarkState(
  tx: Transaction<DB>,
  id: number,
  state: 'open' | 'kept' | 'withdrawn',
  byId: number | null,
): Promise<void> {
  await tx
    .updateTable('mail_mark')
    .set({
      state,
      closed_by: state === 'open' ? null : byId,
      closed_at: state === 'open' ? null : sql<Date>`now()`,
    })
    .where('id', '=', id)
    .where('state', '<>', state)
    .execute();
}
