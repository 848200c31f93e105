/** The one way to a customer's record before it is written. */
import type { DB } from '@tradepost/db';
import { type LockedCustomer, lockCustomer } from '@tradepost/db/queries/customers';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Transaction } from 'kysely';
import { notFound, TradepostError } from '../errors.ts';

/**
 * The row as it stands, locked until the end of the transaction; rows that refer to it need not wait.
 * @param mergedToo also one that was merged: to bring it back.
 * @throws TradepostError 'not-found' where one may not know of it; 'forbidden' where one may only read it; 'conflict'
 *   where it was merged into another one, which lives on.
 */
export async function lockForChange(
  tx: Transaction<DB>,
  scope: Scope,
  id: number,
  mergedToo = false,
): Promise<LockedCustomer> {
  const row = await lockCustomer(tx, scope, id);
  if (row === undefined) throw notFound('The customer');
  if (!row.may_change)
    throw new TradepostError(
      'forbidden',
      'You may read this customer, but not change it. Ask its salesperson to let you edit.',
    );
  if (row.merged_into_id !== null && !mergedToo)
    throw new TradepostError('conflict', 'This customer was merged into another one. Change that one.', {
      details: { customerId: row.merged_into_id },
    });
  return row;
}
